import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listMicrophones, openMicrophone } from '../../../src/platform/browser/microphone.ts';

/** A track whose browser switched noise suppression on all the same and does not say what gain control does. */
class FakeTrack extends EventTarget {
  readonly label = 'Desk microphone';
  readyState = 'live';
  getSettings() {
    return { echoCancellation: false, noiseSuppression: true, deviceId: 'desk', channelCount: 2 };
  }
  stop(): void {
    this.readyState = 'ended';
  }
}

let track: FakeTrack;
let port: MessagePort;
let contexts: { state: string; close(): Promise<void> }[];
let asked: MediaStreamConstraints | undefined;
let getUserMedia: () => Promise<unknown>;
const workletUrl = 'capture.js';

beforeEach(() => {
  track = new FakeTrack();
  contexts = [];
  getUserMedia = async () => ({ getTracks: () => [track], getAudioTracks: () => [track] });
  const mediaDevices = {
    getUserMedia: (constraints: MediaStreamConstraints) => {
      asked = constraints;
      return getUserMedia();
    },
    enumerateDevices: async () => [
      { kind: 'audioinput', deviceId: 'desk', label: 'Desk microphone' },
      { kind: 'audioinput', deviceId: '', label: '' },
      { kind: 'videoinput', deviceId: 'cam', label: 'Camera' },
    ],
  };
  vi.stubGlobal('navigator', { mediaDevices });
  vi.stubGlobal(
    'AudioContext',
    class {
      readonly sampleRate = 44_100;
      readonly destination = {};
      readonly audioWorklet = { addModule: async () => undefined };
      state = 'running';
      constructor() {
        contexts.push(this);
      }
      createMediaStreamSource = () => ({ connect: () => undefined });
      resume = () => new Promise(() => undefined);
      close = async () => {
        this.state = 'closed';
      };
    },
  );
  vi.stubGlobal(
    'AudioWorkletNode',
    class {
      readonly port: MessagePort;
      constructor() {
        const channel = new MessageChannel();
        this.port = channel.port1;
        port = channel.port2;
      }
      connect = () => undefined;
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  port?.close();
});

describe('openMicrophone', () => {
  it('asks for no processing and says what was granted', async () => {
    const microphone = await openMicrophone({ workletUrl, deviceId: 'desk', onBlock: () => undefined });
    expect(asked?.audio).toEqual({
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      deviceId: { exact: 'desk' },
    });
    expect(microphone.sampleRateHz).toBe(44_100);
    expect(microphone.settings).toMatchObject({
      echoCancellation: 'off',
      noiseSuppression: 'on',
      autoGainControl: 'unknown',
      deviceLabel: 'Desk microphone',
    });
    await microphone.close();
  });

  it('hands on every block with its level, zeros too, until it is closed', async () => {
    const levels: number[] = [];
    const microphone = await openMicrophone({
      workletUrl,
      onBlock: (_samples, level) => levels.push(level.peakDbfs),
    });
    port.postMessage(Float32Array.of(1, -0.5));
    port.postMessage(new Float32Array(4));
    await expect.poll(() => levels).toEqual([0, -Infinity]);
    await microphone.close();
    port.postMessage(Float32Array.of(1));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(levels).toHaveLength(2);
    expect(track.readyState).toBe('ended');
    expect(contexts.map(({ state }) => state)).toEqual(['closed']);
  });

  it('says when it is unplugged, and closes', async () => {
    const ended = vi.fn();
    await openMicrophone({ workletUrl, onBlock: () => undefined, onEnded: ended });
    track.dispatchEvent(new Event('ended'));
    await expect.poll(() => ended.mock.calls.length).toBe(1);
    expect(contexts.map(({ state }) => state)).toEqual(['closed']);
  });

  it('closes everything when aborted meanwhile', async () => {
    const controller = new AbortController();
    const opening = openMicrophone({ workletUrl, onBlock: () => undefined, signal: controller.signal });
    controller.abort();
    await expect(opening).rejects.toMatchObject({ code: 'aborted' });
    expect(track.readyState).toBe('ended');
  });

  it.each([
    ['NotAllowedError', 'microphone-denied'],
    ['SecurityError', 'microphone-denied'],
    ['NotFoundError', 'microphone-absent'],
    ['OverconstrainedError', 'microphone-absent'],
    ['NotReadableError', 'microphone-busy'],
    ['AbortError', 'microphone-busy'],
    ['TypeError', 'internal'],
  ])('turns %s into %s', async (name, code) => {
    getUserMedia = () => Promise.reject(new DOMException('no', name));
    await expect(openMicrophone({ workletUrl, onBlock: () => undefined })).rejects.toMatchObject({ code });
  });

  it('needs a secure page', async () => {
    vi.stubGlobal('navigator', {});
    await expect(openMicrophone({ workletUrl, onBlock: () => undefined })).rejects.toMatchObject({
      code: 'microphone-insecure',
    });
    expect(await listMicrophones()).toEqual([]);
  });
});

it('lists microphones that can be chosen', async () => {
  expect(await listMicrophones()).toEqual([{ deviceId: 'desk', label: 'Desk microphone' }]);
});
