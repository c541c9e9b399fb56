import { type Level, measureLevel } from '../../core/audio/level.ts';
import { PhonoscopeError, toPhonoscopeError } from '../../core/errors.ts';

/** What the browser granted; some browsers do not say. */
type GrantedSetting = 'on' | 'off' | 'unknown';

/** How the browser treats the sound. We ask for no processing; the browser may do it all the same. */
export type MicrophoneSettings = {
  readonly echoCancellation: GrantedSetting;
  readonly noiseSuppression: GrantedSetting;
  readonly autoGainControl: GrantedSetting;
  /** Of the track, before they are averaged; null where the browser does not say. */
  readonly numChannels: number | null;
  /** The device's name, as the browser gives it. */
  readonly deviceLabel: string;
  readonly deviceId: string;
};

export type MicrophoneOptions = {
  /** From `captureWorkletUrl` in workers/. */
  readonly workletUrl: string;
  /** From `listMicrophones`; the browser's default without it. */
  readonly deviceId?: string | undefined;
  /** Gets about 30 blocks a second of one channel, the mean of all; the receiver owns them. Digital silence comes too. */
  readonly onBlock: (samples: Float32Array, level: Level) => void;
  /** The microphone was unplugged or its permission taken back; it is closed by then. */
  readonly onEnded?: () => void;
  readonly signal?: AbortSignal | undefined;
};

/** An open microphone. Call `close`, else the browser goes on showing that it listens. */
export type Microphone = {
  readonly sampleRateHz: number;
  readonly settings: MicrophoneSettings;
  close(): Promise<void>;
};

export type MicrophoneDevice = { readonly deviceId: string; readonly label: string };

/**
 * Asks for the microphone and starts to listen.
 *
 * @throws PhonoscopeError `microphone-insecure` (the page is neither https nor localhost), `microphone-denied`,
 *   `microphone-absent`, `microphone-busy`, `aborted`.
 */
export async function openMicrophone(options: MicrophoneOptions): Promise<Microphone> {
  throwIfAborted(options.signal);
  const stream = await requestStream(options.deviceId);
  const context = new AudioContext();
  try {
    throwIfAborted(options.signal);
    await context.audioWorklet.addModule(options.workletUrl);
    throwIfAborted(options.signal);
    return connect(stream, context, options);
  } catch (thrown) {
    await shut(stream, context);
    throw toPhonoscopeError(thrown);
  }
}

/** The microphones there are; names are empty until the visitor has allowed one. */
export async function listMicrophones(): Promise<MicrophoneDevice[]> {
  const devices = (await mediaDevices()?.enumerateDevices()) ?? [];
  return devices
    .filter((device) => device.kind === 'audioinput' && device.deviceId !== '')
    .map(({ deviceId, label }) => ({ deviceId, label }));
}

/** Calls the listener whenever a device is plugged in or out. @returns a function that stops it. */
export function watchMicrophones(listener: () => void): () => void {
  const devices = mediaDevices();
  devices?.addEventListener('devicechange', listener);
  return () => devices?.removeEventListener('devicechange', listener);
}

async function requestStream(deviceId: string | undefined): Promise<MediaStream> {
  const devices = mediaDevices();
  if (devices === undefined) throw microphoneError('insecure');
  const audio = {
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
    ...(deviceId === undefined ? {} : { deviceId: { exact: deviceId } }),
  };
  try {
    // What the click itself changes is drawn first: opening takes the main thread some milliseconds.
    await new Promise((resolve) => void setTimeout(resolve));
    return await devices.getUserMedia({ audio, video: false });
  } catch (thrown) {
    throw fromMediaError(thrown);
  }
}

function connect(stream: MediaStream, context: AudioContext, options: MicrophoneOptions): Microphone {
  const [track] = stream.getAudioTracks();
  if (track === undefined) throw microphoneError('absent');
  let isOpen = true;
  const capture = new AudioWorkletNode(context, 'capture', { numberOfInputs: 1, numberOfOutputs: 1 });
  capture.port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isOpen && data instanceof Float32Array) options.onBlock(data, measureLevel(data));
  });
  capture.port.start();
  context.createMediaStreamSource(stream).connect(capture);
  // It stays silent, but a node that leads nowhere is not run by every browser.
  capture.connect(context.destination);
  // Not awaited: without a gesture the promise stays open; with the microphone allowed the sound comes all the same.
  void context.resume().catch(() => undefined);
  const close = async (): Promise<void> => {
    isOpen = false;
    await shut(stream, context);
  };
  track.addEventListener('ended', () => {
    if (isOpen) void close().then(() => options.onEnded?.());
  });
  return { sampleRateHz: context.sampleRate, settings: grantedSettings(track), close };
}

function grantedSettings(track: MediaStreamTrack): MicrophoneSettings {
  const settings = track.getSettings();
  return {
    // Newer browsers answer with a string for the kind of echo cancellation.
    echoCancellation: granted(settings.echoCancellation),
    noiseSuppression: granted(settings.noiseSuppression),
    autoGainControl: granted(settings.autoGainControl),
    numChannels: settings.channelCount ?? null,
    deviceLabel: track.label,
    deviceId: settings.deviceId ?? '',
  };
}

function granted(setting: boolean | string | undefined): GrantedSetting {
  if (setting === undefined) return 'unknown';
  return setting === false ? 'off' : 'on';
}

async function shut(stream: MediaStream, context: AudioContext): Promise<void> {
  for (const track of stream.getTracks()) track.stop();
  if (context.state !== 'closed') await context.close();
}

/** @see https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia for the names. */
function fromMediaError(thrown: unknown): PhonoscopeError {
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return microphoneError('denied');
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return microphoneError('absent');
  if (name === 'NotReadableError' || name === 'AbortError') return microphoneError('busy');
  return toPhonoscopeError(thrown);
}

const sentences = {
  denied: 'The browser may not use the microphone.',
  absent: 'There is no microphone.',
  busy: 'The microphone is in use or cannot be started.',
  insecure: 'The browser gives the microphone only to pages at https or localhost.',
};

function microphoneError(kind: keyof typeof sentences): PhonoscopeError {
  return new PhonoscopeError(`microphone-${kind}`, sentences[kind]);
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new PhonoscopeError('aborted', 'Cancelled.');
}

/** Missing on an insecure page, whatever the types say. */
function mediaDevices(): MediaDevices | undefined {
  return 'mediaDevices' in navigator ? navigator.mediaDevices : undefined;
}
