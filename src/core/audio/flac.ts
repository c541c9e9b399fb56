import { PhonoscopeError } from '../errors.ts';
import type { Audio } from './audio.ts';
import { type FlacFrame, type FlacInfo, flacFrames, readFlacHead } from './flac-frames.ts';
import { maxRateHz, minRateHz } from './rates.ts';

/** Values of all channels together: 10 minutes of 48 kHz stereo, 230 MB. A few bytes of FLAC can stand for as many. */
const maxValues = 57_600_000;
/** Frames that go through the decoder together. */
const framesAtOnce = 64;

/**
 * Decodes a FLAC file with libFLAC compiled to WebAssembly, which is loaded at the first call.
 *
 * The frames are counted before any is decoded, so that a file cannot fill the memory.
 *
 * @throws PhonoscopeError `audio-broken-header`, `audio-bad-rate`, `audio-no-samples`, `audio-too-long`,
 *   `audio-undecodable`.
 */
export async function decodeFlac(bytes: Uint8Array): Promise<Audio> {
  const head = readFlacHead(bytes);
  if (head === null) {
    throw new PhonoscopeError('audio-broken-header', 'The header of the FLAC file is broken.', {
      part: 'STREAMINFO',
    });
  }
  const { info } = head;
  checkInfo(info);
  const frames: FlacFrame[] = [];
  let numSamples = 0;
  for (const frame of flacFrames(bytes, head.firstFrame)) {
    frames.push(frame);
    numSamples += frame.numSamples;
    checkLength(numSamples, info);
  }
  if (numSamples === 0) throw new PhonoscopeError('audio-no-samples', 'The FLAC file holds no sound.');
  const channels = await decodeFrames(frames, numSamples, info);
  const isCut = numSamples < info.numSamples;
  return {
    sampleRateHz: info.sampleRateHz,
    channels,
    notes: isCut ? [{ code: 'truncated', expectedSamples: info.numSamples, foundSamples: numSamples }] : [],
  };
}

function checkInfo(info: FlacInfo): void {
  const { sampleRateHz: rateHz, numSamples } = info;
  if (rateHz < minRateHz || rateHz > maxRateHz) {
    throw new PhonoscopeError(
      'audio-bad-rate',
      `The header says ${rateHz} Hz; rates from ${minRateHz} to ${maxRateHz} Hz can be read.`,
      { rateHz, minHz: minRateHz, maxHz: maxRateHz },
    );
  }
  checkLength(numSamples, info);
}

function checkLength(numSamples: number, { numChannels }: FlacInfo): void {
  if (numSamples * numChannels <= maxValues) return;
  throw new PhonoscopeError('audio-too-long', 'The file is too long for a clip.', {
    numSamples,
    maxSamples: Math.floor(maxValues / numChannels),
  });
}

async function decodeFrames(
  frames: readonly FlacFrame[],
  numSamples: number,
  { numChannels }: FlacInfo,
): Promise<Float32Array[]> {
  const { FLACDecoder } = await import('@wasm-audio-decoders/flac');
  const decoder = new FLACDecoder();
  await decoder.ready;
  try {
    const channels = Array.from({ length: numChannels }, () => new Float32Array(numSamples));
    let at = 0;
    for (let first = 0; first < frames.length; first += framesAtOnce) {
      const part = frames.slice(first, first + framesAtOnce);
      const expected = part.reduce((sum, frame) => sum + frame.numSamples, 0);
      const decoded = await decoder.decodeFrames(part.map((frame) => frame.bytes));
      if (
        decoded.samplesDecoded !== expected ||
        decoded.channelData.length !== numChannels ||
        decoded.errors.length > 0
      ) {
        const reason = decoded.errors[0]?.message ?? 'a frame does not fit the header';
        throw new PhonoscopeError('audio-undecodable', `The FLAC file is damaged: ${reason}.`, { reason });
      }
      for (const [index, channel] of channels.entries()) {
        copyRescaled(decoded.channelData[index], expected, decoded.bitDepth, channel, at);
      }
      at += expected;
    }
    return channels;
  } finally {
    decoder.free();
  }
}

/** The decoder divides by the largest positive integer; ours, as for WAV, by one more. Rounding finds the integer. */
function copyRescaled(
  from: Float32Array | undefined,
  numSamples: number,
  bitDepth: number,
  to: Float32Array,
  at: number,
): void {
  const fullScale = 2 ** (bitDepth - 1);
  for (let i = 0; i < numSamples; i++)
    to[at + i] = Math.round((from?.[i] ?? 0) * (fullScale - 1)) / fullScale;
}
