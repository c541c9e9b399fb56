import { PhonoscopeError } from '../core/errors.ts';
import { speakerFromFileName } from '../core/dataset/speaker-from-file-name.ts';
import { parseTrainingConfig } from '../core/training/config/training-config.ts';
import { findLeaks } from '../core/training/sets/find-leaks.ts';
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
  const { labels, counts, train, validation, repeated } = partClips(clips, parseTrainingConfig(configText));
  const shared = new Set(findLeaks(train, validation).speakers);
  const isLeaking = ({ path }: GoodClip) => shared.has(speakerFromFileName(path) ?? '');
  const speakers = clips.map(({ path }) => speakerFromFileName(path));
  return {
    labels: counts,
    numSpeakers: speakers.every((speaker) => speaker === null) ? null : new Set(speakers).size,
    totalSec: clips.reduce((sum, { durationSec }) => sum + durationSec, 0),
    numLeaking: repeated.length + validation.filter(isLeaking).length,
    problem: problemOf(labels, counts),
  };
}

/** Why nothing can be learnt from these clips; the first reason there is. */
function problemOf(labels: readonly string[], counts: DataSummary['labels']): PlainError | null {
  const [only] = labels;
  if (only === undefined) {
    return toPlainError(new PhonoscopeError('training-no-clips', 'There is no clip to train on.'));
  }
  if (labels.length === 1) {
    const text = `All clips are "${only}": training needs at least two labels.`;
    return toPlainError(new PhonoscopeError('training-one-label', text, { label: only }));
  }
  const empty = counts.find(({ numTrain }) => numTrain === 0)?.label;
  if (empty === undefined) return null;
  const text = `All clips of "${empty}" are held out for validation.`;
  return toPlainError(new PhonoscopeError('training-label-held-out', text, { label: empty }));
}
