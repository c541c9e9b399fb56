import { PhonoscopeError } from '../core/errors.ts';
import { speakerFromFileName } from '../core/dataset/speaker-from-file-name.ts';
import { parseTrainingConfig } from '../core/training/config/training-config.ts';
import type { Handlers } from './expose-worker.ts';
import { toPlainError } from './plain-error.ts';
import type { PlainError, TensorMemory } from './protocol.ts';
import { describeTraining, partClips } from './train-model.ts';
import { type GoodClip, TrainingClips } from './training-clips.ts';
import { readKeptState } from './training-keeper.ts';
import type { DataSummary, TrainingApi } from './training-protocol.ts';
import { type TrainingParts, TrainingSession } from './training-session.ts';

/** The functions behind the training worker: one set of clips, one training at a time. */
export function createTrainingHandlers(
  parts: TrainingParts & { readonly memory: () => TensorMemory },
): Handlers<TrainingApi> {
  const clips = new TrainingClips();
  let session: TrainingSession | null = null;
  return {
    clear: async () => {
      clips.clear();
      return null;
    },
    addClips: (argument, { signal }) => clips.add(argument.clips, signal),
    summarise: async ({ config }) => summarise(clips.all, config),
    describe: async ({ config, backend, baseUrl }) => {
      await parts.startBackend(backend);
      const loadModel = (name: string) => parts.loadModel(name, baseUrl);
      return describeTraining(clips.all, parseTrainingConfig(config), loadModel, parts.now);
    },
    start: async (argument, { signal, progress }) => {
      const { isResumed, config } = argument;
      const kept = isResumed ? await parts.store.find() : null;
      const state = kept === null ? null : await readKeptState(kept.state, config);
      session = new TrainingSession(parts, argument, state, signal, progress);
      return session.run(clips.all);
    },
    pause: async ({ isPaused }) => {
      session?.pause(isPaused);
      return null;
    },
    stop: async () => {
      session?.stop();
      return null;
    },
    restore: async (_argument, { signal }) => {
      clips.clear();
      await clips.add(await parts.store.clips(), signal);
      return null;
    },
    memory: async () => parts.memory(),
  };
}

function summarise(clips: readonly GoodClip[], configText: string): DataSummary {
  const { labels, train, validation } = partClips(clips, parseTrainingConfig(configText));
  const numTrain = countLabels(train);
  const numValidation = countLabels(validation);
  const speakers = clips.map(({ path }) => speakerFromFileName(path));
  return {
    labels: labels.map((label) => ({
      label,
      numTrain: numTrain.get(label) ?? 0,
      numValidation: numValidation.get(label) ?? 0,
    })),
    numSpeakers: speakers.every((speaker) => speaker === null) ? null : new Set(speakers).size,
    totalSec: clips.reduce((sum, { durationSec }) => sum + durationSec, 0),
    numLeaking: 0,
    problem: problemOf(labels, numTrain),
  };
}

function countLabels(clips: readonly GoodClip[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { label } of clips) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** Why nothing can be learnt from these clips; the first reason there is. */
function problemOf(labels: readonly string[], numTrain: ReadonlyMap<string, number>): PlainError | null {
  const [only] = labels;
  if (only === undefined) {
    return toPlainError(new PhonoscopeError('training-no-clips', 'There is no clip to train on.'));
  }
  if (labels.length === 1) {
    const text = `All clips are "${only}": training needs at least two labels.`;
    return toPlainError(new PhonoscopeError('training-one-label', text, { label: only }));
  }
  const empty = labels.find((label) => (numTrain.get(label) ?? 0) === 0);
  if (empty === undefined) return null;
  const text = `All clips of "${empty}" are held out for validation.`;
  return toPlainError(new PhonoscopeError('training-label-held-out', text, { label: empty }));
}
