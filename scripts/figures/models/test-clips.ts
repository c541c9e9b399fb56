import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addNoise, cutNoise } from '../../../src/core/augmentation/add-noise.ts';
import { prepareRooms } from '../../../src/core/augmentation/rooms.ts';
import { decodeWav } from '../../../src/core/audio/wav.ts';
import { createRandom } from '../../../src/core/training/random.ts';
import { readWhole, streamRateHz } from '../../models/live-streams.ts';
import { dataFolder, seed } from '../../models/made-models.ts';
import type { AudioScorer } from '../../models/score-audio.ts';
import { labelledFiles } from '../../models/sources.ts';
import type { Right } from './report.ts';

/** A recording and what is said in it; mono, 16 kHz. */
export type TestClip = { readonly label: string; readonly file: string; readonly samples: Float32Array };

/** Reads `SET/SPLIT` of the development data. */
export function readClips(set: string, split: string): TestClip[] {
  return labelledFiles(join(dataFolder(), set, split)).map(readClip);
}

export function readClip({ label, file }: { label: string; file: string }): TestClip {
  return { label, file, samples: readWhole(decodeWav(readFileSync(file))) };
}

/** Mixes `noise/test` in, a random stretch of a random recording for each clip. */
export function withNoise(clips: readonly TestClip[], snrDb: number): TestClip[] {
  const noises = readClips('noise', 'test');
  return clips.map(({ label, file, samples }, index) => {
    const random = createRandom(seed, 81, index);
    const noise = noises[random.integer(noises.length)]?.samples ?? new Float32Array(0);
    const piece = new Float32Array(samples.length);
    cutNoise(noise, random.integer(Math.max(1, noise.length)), piece);
    const mixed = samples.slice();
    addNoise(mixed, piece, snrDb, streamRateHz);
    return { label, file, samples: mixed };
  });
}

/** Puts each clip into one of the measured rooms, of which training knows nothing. */
export function inRooms(clips: readonly TestClip[]): TestClip[] {
  const responses = readClips('rir', 'all').map(({ samples }) => samples);
  const rooms = prepareRooms([0.2, 0.2], responses, streamRateHz);
  return clips.map(({ label, file, samples }, index) => {
    const sounding = samples.slice();
    rooms.addTail(sounding, index % rooms.numRooms, 1);
    return { label, file, samples: sounding };
  });
}

/** How many clips get their own label the highest score. */
export async function countRightClips(scorer: AudioScorer, clips: readonly TestClip[]): Promise<Right> {
  return countRight(await findRightClips(scorer, clips));
}

export function countRight(isRight: readonly boolean[]): Right {
  return { numRight: isRight.filter(Boolean).length, numClips: isRight.length };
}

/** Of each clip, whether its own label gets the highest score. */
export async function findRightClips(scorer: AudioScorer, clips: readonly TestClip[]): Promise<boolean[]> {
  const { labels } = scorer.model.metadata;
  const audio = clips.map(({ samples }) => ({ sampleRateHz: streamRateHz, channels: [samples], notes: [] }));
  const rows = await scorer.scoreClips(audio);
  return rows.map((row, index) => labels[row.indexOf(Math.max(...row))] === clips[index]?.label);
}
