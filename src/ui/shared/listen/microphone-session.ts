import type { Level } from '../../../core/audio/level.ts';
import { toPhonoscopeError } from '../../../core/errors.ts';
import {
  listMicrophones,
  openMicrophone,
  type Microphone,
  type MicrophoneDevice,
  type MicrophoneSettings,
  watchMicrophones,
} from '../../../platform/browser/microphone.ts';
import { captureWorkletUrl } from '../../../workers/capture-worklet-url.ts';
import type { PlainError } from '../../../workers/protocol.ts';
import { Store } from '../store.ts';

/** What the open microphone feeds: one take, or live mode. */
export type Listener = {
  /** Called once the rate is known, before the first block. */
  start(sampleRateHz: number): void;
  /** @returns true when it has heard enough. */
  push(samples: Float32Array, level: Level): boolean;
  /** The microphone is closed. */
  finish(): void;
};

type MicrophoneState = {
  readonly phase: 'closed' | 'opening' | 'open';
  readonly devices: readonly MicrophoneDevice[];
  /** Undefined: the browser's default. */
  readonly deviceId: string | undefined;
  /** What the browser granted the last time; null before the first. */
  readonly granted: (MicrophoneSettings & { readonly sampleRateHz: number }) | null;
  readonly error: PlainError | null;
};

/** Opens and closes the microphone, and passes its sound and level on. */
export class MicrophoneSession extends Store<MicrophoneState> {
  readonly #levelListeners = new Set<(level: Level | null) => void>();
  #opening: AbortController | null = null;
  #microphone: Microphone | null = null;
  #listener: Listener | null = null;

  constructor() {
    super({ phase: 'closed', devices: [], deviceId: undefined, granted: null, error: null });
  }

  /** Opens the microphone for this listener; a former one is finished first. Errors show in the state. */
  async open(listener: Listener): Promise<void> {
    this.close();
    const opening = new AbortController();
    this.#opening = opening;
    this.update({ phase: 'opening', error: null });
    // Blocks may come before `openMicrophone` has returned.
    const early: [Float32Array, Level][] = [];
    try {
      const microphone = await openMicrophone({
        workletUrl: captureWorkletUrl,
        deviceId: this.getSnapshot().deviceId,
        signal: opening.signal,
        onBlock: (samples, level) => {
          if (this.#listener === listener) this.#push(samples, level);
          else if (this.#opening === opening) early.push([samples, level]);
        },
        onEnded: () => this.#lose(listener),
      });
      if (this.#opening !== opening) {
        await microphone.close();
        return;
      }
      this.#opening = null;
      this.#microphone = microphone;
      this.#listener = listener;
      const { sampleRateHz, settings } = microphone;
      listener.start(sampleRateHz);
      this.update({ phase: 'open', granted: { ...settings, sampleRateHz } });
      for (const [samples, level] of early) this.#push(samples, level);
      await this.#listDevices();
    } catch (thrown) {
      if (this.#opening !== opening) return;
      this.#opening = null;
      const { code, message, details } = toPhonoscopeError(thrown);
      this.update({ phase: 'closed', error: code === 'aborted' ? null : { code, message, details } });
    }
  }

  /** Closes the microphone; its light goes out. The listener keeps what it has. */
  close(): void {
    this.#opening?.abort();
    this.#opening = null;
    const listener = this.#listener;
    this.#listener = null;
    void this.#microphone?.close();
    this.#microphone = null;
    this.update({ phase: 'closed' });
    for (const tell of this.#levelListeners) tell(null);
    listener?.finish();
  }

  chooseDevice(deviceId: string | undefined): void {
    this.update({ deviceId });
  }

  dismissError(): void {
    this.update({ error: null });
  }

  /** Thirty times a second while the microphone is open; null when it closes. */
  watchLevel(tell: (level: Level | null) => void): () => void {
    this.#levelListeners.add(tell);
    return () => this.#levelListeners.delete(tell);
  }

  /** Keeps the list of devices up to date until the returned function is called, which closes the microphone too. */
  attach(): () => void {
    void this.#listDevices();
    const stopWatching = watchMicrophones(() => void this.#listDevices());
    return () => {
      stopWatching();
      this.close();
    };
  }

  #push(samples: Float32Array, level: Level): void {
    for (const tell of this.#levelListeners) tell(level);
    if (this.#listener?.push(samples, level) === true) this.close();
  }

  #lose(listener: Listener): void {
    if (this.#listener !== listener) return;
    this.close();
    this.update({ error: { code: 'microphone-busy', message: 'The microphone was lost.', details: {} } });
  }

  async #listDevices(): Promise<void> {
    // Browsers that tell nothing about devices still have a default one.
    const devices = await listMicrophones().catch(() => []);
    this.update({ devices: devices.filter(({ label }) => label !== '') });
  }
}
