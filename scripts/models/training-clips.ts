import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describeTrainingClips, type TrainedOn } from '../../src/core/models/trained-on.ts';
import { noClips } from '../../src/core/training/batches/clip-store.ts';
import { shortHash } from '../../src/platform/node/short-hash.ts';
import { recipes } from './recipes.ts';
import { type LabelledFile, labelledFiles, type Sources } from './sources.ts';

/** A card that a page fetches with its model must stay small: beyond this, in Base64, it names speakers alone. */
const maxCharacters = 60_000;

/**
 * Finds the recordings that a model and those it started from are trained on, without those that only choose: whose they
 * are, and their hashes. Synthetic voices, noises and read speech are left out.
 */
export async function trainingClipsOf(name: string, dataFolder: string): Promise<TrainedOn | undefined> {
  const plan = recipes.get(name);
  if (plan === undefined) throw new Error(`There is no recipe for "${name}".`);
  const { startsFrom } = plan;
  const startedFrom = startsFrom === null ? undefined : await trainingClipsOf(startsFrom, dataFolder);
  const files: LabelledFile[] = [];
  const recipe = await plan.make(listingSources(dataFolder, files));
  const numbers = new Set(recipe.pools.flatMap(({ clips }) => clips ?? []));
  const clips = [...numbers].flatMap((number) => files[number] ?? []);
  const trainedOn = describeTrainingClips(
    clips.map(({ file }) => ({ path: basename(file), hash: shortHash(readFileSync(file)) })),
    startedFrom,
  );
  if (trainedOn === undefined || trainedOn.files.length <= maxCharacters) return trainedOn;
  return { ...trainedOn, files: '' };
}

/** Sources that list recordings in place of reading them; a clip's number is its place in `files`. */
function listingSources(dataFolder: string, files: LabelledFile[]): Sources {
  return {
    recordings: (set, split) =>
      labelledFiles(join(dataFolder, set, split)).map(({ label, file }) => ({
        label,
        file,
        clip: files.push({ label, file }) - 1,
      })),
    synthetic: () => [],
    noises: () => noClips,
    readSpeech: () => [],
    runningSpeech: () => [],
    windows: () => [],
    stored: () => noClips,
  };
}
