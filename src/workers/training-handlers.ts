import { PhonoscopeError } from '../core/errors.ts';
import { speakerFromFileName } from '../core/dataset/speaker-from-file-name.ts';
import { parseTrainingConfig } from '../core/training/config/training-config.ts';
import { findLeaks } from '../core/training/sets/find-leaks.ts';
import type { Handlers } from './expose-worker.ts';
import { toPlainError } from './plain-error.ts';
import type { TensorMemory } from './protocol.ts';
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
    summarise: async ({ config }) => summarise(clips, config),
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

function summarise(clips: TrainingClips, configText: string): DataSummary {
  const config = parseTrainingConfig(configText);
  const { all } = clips;
  const speakers = all.map(({ path }) => speakerFromFileName(path));
  const facts = {
    numSpeakers: speakers.every((speaker) => speaker === null) ? null : new Set(speakers).size,
    totalSec: all.reduce((sum, { durationSec }) => sum + durationSec, 0),
  };
  try {
    if (all.length === 0 && clips.numSilent > 0) {
      throw new PhonoscopeError('training-all-silent', 'All clips are silent.');
    }
    const { counts, train, validation, repeated } = partClips(all, config);
    const shared = new Set(findLeaks(train, validation).speakers);
    const isLeaking = ({ path }: GoodClip) => shared.has(speakerFromFileName(path) ?? '');
    const numLeaking = validation.filter(isLeaking).length;
    return { ...facts, labels: counts, numRepeated: repeated.length, numLeaking, problem: null };
  } catch (thrown) {
    return {
      ...facts,
      labels: countTogether(all),
      numRepeated: 0,
      numLeaking: 0,
      problem: toPlainError(thrown),
    };
  }
}

/** The clips of each label where they cannot be parted. */
function countTogether(clips: readonly GoodClip[]): DataSummary['labels'] {
  const counts = new Map<string, number>();
  for (const { label } of clips) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([label, numTrain]) => ({ label, numTrain, numValidation: 0 }));
}
