import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLeaks, hashRecording } from '../../../src/core/training/sets/find-leaks.ts';
import { holdOut } from '../../../src/core/training/sets/hold-out.ts';
import { partTrainingSet, refuseHopelessSet } from '../../../src/core/training/sets/training-set.ts';

function speechClips(numSpeakers: number, perSpeaker: number) {
  return Array.from({ length: numSpeakers * perSpeaker }, (_, i) => {
    const speaker = (0xabc00000 + Math.floor(i / perSpeaker)).toString(16);
    const label = ['yes', 'no', 'up'][i % 3] ?? '';
    return { path: `${label}/${speaker}_nohash_${i % perSpeaker}.wav`, label };
  });
}

const speakerOf = ({ path }: { path: string }) => path.split('/')[1]?.slice(0, 8);

describe('holdOut', () => {
  it('keeps every speaker on one side, and about the share of every label', () => {
    const clips = speechClips(200, 5);
    const { train, validation, counts } = holdOut(clips, { share: 0.2, by: 'speaker', seed: 1 });
    const inTrain = new Set(train.map(speakerOf));
    expect(train.length + validation.length).toBe(1000);
    expect(validation.length).toBeGreaterThan(0);
    for (const clip of validation) expect(inTrain.has(speakerOf(clip))).toBe(false);
    expect(counts.map(({ label }) => label)).toEqual(['no', 'up', 'yes']);
    for (const { numTrain, numValidation } of counts) {
      // 200 speakers: five standard errors are 14 %.
      expect(Math.abs(numValidation / (numTrain + numValidation) - 0.2)).toBeLessThan(0.14);
    }
  });

  it('leaves clips on the side that was settled for them', () => {
    const clips = speechClips(4, 6).map((clip, index) => Object.assign(clip, { isHeldOut: index % 4 === 2 }));
    const other = { path: 'other.wav', label: 'other' };
    const { validation } = holdOut([...clips, other], { share: 0.25, by: 'clip', seed: 1 });
    expect(validation).toEqual(clips.filter(({ isHeldOut }) => isHeldOut));
  });

  it('never moves a clip when others are added, as long as each label is on both sides', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 40, max: 199 }),
        fc.constantFrom<'speaker' | 'clip'>('speaker', 'clip'),
        (numSpeakers, by) => {
          const options = { share: 0.3, by, seed: 4 };
          const few = holdOut(speechClips(numSpeakers, 5), options);
          const many = holdOut(speechClips(200, 5), options);
          const held = new Set(many.validation.map(({ path }) => path));
          expect(few.validation.every(({ path }) => held.has(path))).toBe(true);
          expect(few.train.some(({ path }) => held.has(path))).toBe(false);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('leaves no label without training clips, and none without validation clips if it has two', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.double({ min: 0.01, max: 0.9, noNaN: true }),
        (seed, share) => {
          const clips = ['a', 'b', 'c'].flatMap((label, index) =>
            Array.from({ length: index + 1 }, (_, i) => ({ path: `${label}/${i}.wav`, label })),
          );
          const { counts } = holdOut(clips, { share, by: 'clip', seed });
          expect(counts[0]).toEqual({ label: 'a', numTrain: 1, numValidation: 0 });
          for (const { numTrain, numValidation } of counts.slice(1)) {
            expect(numTrain).toBeGreaterThan(0);
            expect(numValidation).toBeGreaterThan(0);
          }
        },
      ),
    );
  });

  it('does not part a speaker to give a label validation clips', () => {
    const clips = speechClips(2, 6);
    const { train, validation } = holdOut(clips, { share: 0.1, by: 'speaker', seed: 1 });
    expect([train.length, validation.length]).toEqual([6, 6]);
  });

  it('holds nothing out when the share is 0', () => {
    expect(holdOut(speechClips(10, 5), { share: 0, by: 'clip', seed: 1 }).validation).toEqual([]);
  });
});

describe('findLeaks', () => {
  it('names speakers and recordings that are on both sides', () => {
    const first = [
      { path: 'yes/aaaaaaaa_nohash_0.wav', recording: '1' },
      { path: 'no/x.wav', recording: '2' },
    ];
    const second = [
      { path: 'no/aaaaaaaa_nohash_1.wav', recording: '3' },
      { path: 'no/y.wav', recording: '2' },
      { path: 'no/bbbbbbbb_nohash_1.wav', recording: '4' },
    ];
    expect(findLeaks(first, second)).toEqual({
      speakers: ['aaaaaaaa'],
      recordings: [['no/x.wav', 'no/y.wav']],
    });
    expect(findLeaks(first, [])).toEqual({ speakers: [], recordings: [] });
  });

  it('tells recordings apart by their samples alone', () => {
    const audio = (...samples: number[]) => ({
      sampleRateHz: 8000,
      notes: [],
      channels: [Float32Array.from(samples)],
    });
    expect(hashRecording(audio(0.5, 1))).toBe(hashRecording({ ...audio(0.5, 1), sampleRateHz: 16_000 }));
    expect(hashRecording(audio(0.5, 1))).not.toBe(hashRecording(audio(0.5, 0.999)));
  });
});

describe('partTrainingSet', () => {
  const clips = (labels: readonly string[], perLabel: number, isSilent = false) =>
    labels.flatMap((label) =>
      Array.from({ length: perLabel }, (_, i) => ({
        path: `${label}/${i}.wav`,
        label,
        clip: i,
        recording: `${label}${i}`,
        isSilent,
      })),
    );
  const options = { share: 0.3, by: 'clip', seed: 1 } as const;

  it('leaves a recording out of validation that is trained on under another name', () => {
    const original = clips(['a', 'b'], 20);
    const copies = original.map((clip) => ({ ...clip, path: `copy-${clip.path}` }));
    const { train, validation, repeated } = partTrainingSet([...original, ...copies], options);
    const trained = new Set(train.map(({ recording }) => recording));
    expect(repeated.length).toBeGreaterThan(0);
    expect(validation.some(({ recording }) => trained.has(recording))).toBe(false);
  });

  it('says which labels have a single clip', () => {
    const set = partTrainingSet([...clips(['a'], 9), ...clips(['b'], 1)], options);
    expect(set.labels).toEqual(['a', 'b']);
    expect(set.singles).toEqual(['b']);
    expect(set.train.some(({ label }) => label === 'b')).toBe(true);
  });

  it.each([
    ['training-no-clips', []],
    ['training-one-label', clips(['a'], 5)],
    ['training-all-silent', clips(['a', 'b'], 5, true)],
  ])('refuses with %s', (code, some) => {
    expect(() => refuseHopelessSet(some)).toThrow(expect.objectContaining({ code }));
  });
});
