import { PhonoscopeError } from '../core/errors.ts';
import { speakerFromFileName } from '../core/dataset/speaker-from-file-name.ts';
import { parseTrainingConfig } from '../core/training/config/training-config.ts';
import { findLeaks } from '../core/training/sets/find-leaks.ts';
import { refuseHopelessSet } from '../core/training/sets/training-set.ts';
import type { Handlers } from './expose-worker.ts';
import { toPlainError } from './plain-error.ts';
import type { PlainError, TensorMemory } from './protocol.ts';
import { previewVariation } from './preview-variation.ts';
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
  let ended: Promise<unknown> = Promise.resolve();
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
    preview: ({ config, baseUrl, number }) => {
      const loadModel = (name: string) => parts.loadModel(name, baseUrl);
      return previewVariation(clips.all, parseTrainingConfig(config), loadModel, number);
    },
    start: (argument, { signal, progress }) => {
      const run = async () => {
        const { isResumed, config } = argument;
        const kept = isResumed ? await parts.store.find() : null;
        const state = kept === null ? null : await readKeptState(kept.state, config);
        session = new TrainingSession(parts, argument, state, signal, progress);
        return session.run(clips.all);
      };
      // A training that was cancelled may still tidy up, and holds the lock until then.
      const result = ended.then(() => parts.lock(run));
      ended = result.catch(() => undefined);
      return result;
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
  const { all } = clips;
  const { counts, train, validation, repeated } = partClips(all, parseTrainingConfig(configText));
  const shared = new Set(findLeaks(train, validation).speakers);
  const isLeaking = ({ path }: GoodClip) => shared.has(speakerFromFileName(path) ?? '');
  const speakers = all.map(({ path }) => speakerFromFileName(path));
  return {
    labels: counts,
    numSpeakers: speakers.every((speaker) => speaker === null) ? null : new Set(speakers).size,
    totalSec: all.reduce((sum, { durationSec }) => sum + durationSec, 0),
    numRepeated: repeated.length,
    numLeaking: validation.filter(isLeaking).length,
    problem: problemOf(clips),
  };
}

/** Why nothing can be learnt from these clips; silent ones were left out of them. */
function problemOf({ all, numSilent }: TrainingClips): PlainError | null {
  try {
    if (all.length === 0 && numSilent > 0) {
      throw new PhonoscopeError('training-all-silent', 'All clips are silent.');
    }
    refuseHopelessSet(all.map(({ label }) => ({ label, isSilent: false })));
    return null;
  } catch (thrown) {
    return toPlainError(thrown);
  }
}
