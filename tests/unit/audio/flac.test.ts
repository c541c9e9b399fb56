import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeAudio } from '../../../src/core/audio/decode-audio.ts';
import { decodeFlac } from '../../../src/core/audio/flac.ts';
import { flacFrames, readFlacHead } from '../../../src/core/audio/flac-frames.ts';
import { decodeWav } from '../../../src/core/audio/wav.ts';
import { PhonoscopeError } from '../../../src/core/errors.ts';
import { createRandom } from '../../../src/core/training/random.ts';

const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/flac/${name}`, import.meta.url)));

describe('decodeFlac', () => {
  it.each(['seven', 'stereo'])('reads %s as the WAV beside it, bit for bit', async (name) => {
    const flac = await decodeFlac(fixture(`${name}.flac`));
    const wav = decodeWav(fixture(`${name}.wav`));
    expect(flac.sampleRateHz).toBe(wav.sampleRateHz);
    expect(flac.channels).toHaveLength(wav.channels.length);
    for (const [i, channel] of wav.channels.entries()) expect(flac.channels[i]).toEqual(channel);
    expect(flac.notes).toEqual([]);
  });

  it('finds the frames, which hold all samples', () => {
    const bytes = fixture('seven.flac');
    const head = readFlacHead(bytes);
    const frames = [...flacFrames(bytes, head?.firstFrame ?? 0)];
    expect(frames.reduce((sum, { numSamples }) => sum + numSamples, 0)).toBe(head?.info.numSamples);
    expect(frames.at(-1)?.bytes.at(-1)).toBe(bytes.at(-1));
  });

  it('reads a file that was cut off as far as it goes, and says so', async () => {
    const bytes = fixture('stereo.flac');
    const head = readFlacHead(bytes);
    const first = [...flacFrames(bytes, head?.firstFrame ?? 0)].length;
    expect(first).toBeGreaterThan(0);
    const seven = fixture('seven.flac');
    expect(readFlacHead(seven)?.info.numSamples).toBe(4000);
    const lying = seven.slice();
    new DataView(lying.buffer).setUint32(22, 9000);
    const { notes, channels } = await decodeFlac(lying);
    expect(channels[0]).toHaveLength(4000);
    expect(notes).toEqual([{ code: 'truncated', expectedSamples: 9000, foundSamples: 4000 }]);
  });

  it('refuses a header that promises more than fits, before anything is decoded', async () => {
    const bomb = fixture('seven.flac');
    new DataView(bomb.buffer).setUint32(22, 0xffff_ffff);
    await expect(decodeFlac(bomb)).rejects.toMatchObject({ code: 'audio-too-long' });
  });

  it('refuses frames that hold more than fits, whatever the header says', async () => {
    const bytes = fixture('seven.flac');
    const head = readFlacHead(bytes);
    const firstFrame = head?.firstFrame ?? 0;
    const frame = [...flacFrames(bytes, firstFrame)][0]?.bytes ?? new Uint8Array(0);
    const numCopies = Math.ceil(57_600_000 / 4000) + 1;
    const bomb = new Uint8Array(firstFrame + numCopies * frame.length);
    bomb.set(bytes.subarray(0, firstFrame));
    for (let i = 0; i < numCopies; i++) bomb.set(frame, firstFrame + i * frame.length);
    await expect(decodeFlac(bomb)).rejects.toMatchObject({ code: 'audio-too-long' });
  });

  it('ends in a result or a typed error for 500 mutated files', async () => {
    const random = createRandom(5);
    const base = fixture('seven.flac');
    const codes = new Set<string>();
    for (let n = 0; n < 500; n++) {
      const file = base.slice(0, random.chance(0.3) ? random.integer(base.length) : base.length);
      const end = random.chance(0.5) ? Math.min(60, file.length) : file.length;
      for (let k = random.integer(5); k > 0; k--)
        file[random.integer(Math.max(1, end))] = random.integer(256);
      try {
        const { channels } = await decodeAudio(file);
        codes.add(`${channels.length} channels`);
      } catch (thrown) {
        if (!(thrown instanceof PhonoscopeError)) throw thrown;
        codes.add(thrown.code);
      }
    }
    expect(codes).toContain('1 channels');
    expect(codes).toContain('audio-no-samples');
    expect(codes).toContain('audio-bad-rate');
  });
});

describe('decodeAudio', () => {
  it('goes by the bytes', async () => {
    expect((await decodeAudio(fixture('seven.flac'))).channels[0]).toHaveLength(4000);
    expect((await decodeAudio(fixture('seven.wav'))).channels[0]).toHaveLength(4000);
  });

  it.each([
    ['MP3', [0x49, 0x44, 0x33, 4, 0]],
    ['MP3', [0xff, 0xfb, 0x90, 0x64]],
    ['AAC', [0xff, 0xf1, 0x50, 0x80]],
    ['Ogg', [0x4f, 0x67, 0x67, 0x53]],
    ['MP4', [0, 0, 0, 32, 0x66, 0x74, 0x79, 0x70, 0x4d, 0x34, 0x41, 0x20]],
    ['WebM', [0x1a, 0x45, 0xdf, 0xa3]],
    ['AIFF', [0x46, 0x4f, 0x52, 0x4d, 0, 0, 0, 9, 0x41, 0x49, 0x46, 0x46]],
  ])('names %s', async (kind, head) => {
    await expect(decodeAudio(Uint8Array.from(head))).rejects.toMatchObject({
      code: 'audio-other-format',
      details: { kind },
    });
  });

  it('takes what it does not know for a broken WAV', async () => {
    await expect(decodeAudio(new TextEncoder().encode('text'))).rejects.toMatchObject({
      code: 'audio-not-wav',
    });
    await expect(decodeAudio(new Uint8Array(0))).rejects.toMatchObject({ code: 'audio-empty-file' });
  });
});
