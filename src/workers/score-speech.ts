import type { SoundScores } from '../core/language/decoder/decode-sound.ts';
import type { LabelSet } from '../core/language/decoder/emissions.ts';
import { toSoundScores, type WindowKind } from '../core/language/decoder/speech-windows.ts';
import { PhonoscopeError } from '../core/errors.ts';
import type { FeaturePool } from './feature-pool.ts';
import type { ModelSession } from './model-session.ts';
import { throwIfAborted } from './plain-error.ts';
import { prefetch } from './prefetch.ts';
import type { FrontEndChoice, LoadableName, LoadedModel, OpenedSource, WindowFeatures } from './protocol.ts';

export type ScoreSpeechOptions = {
  readonly kind: WindowKind;
  readonly signal?: AbortSignal | undefined;
  /** Called with the share that is done. */
  readonly onProgress?: (share: number) => void;
};

/** What a model makes of a recording of several words. */
export type ScoredSpeech = {
  readonly sound: SoundScores;
  readonly labelSet: LabelSet;
  readonly modelName: LoadableName;
  /** What the model took, all windows together. */
  readonly modelMs: number;
};

type Job = ScoreSpeechOptions & {
  readonly session: ModelSession;
  readonly model: LoadedModel;
  readonly features: FeaturePool;
  readonly source: OpenedSource;
};

let nextKey = 1;

/** Hears a recording window by window, features of the next ones being made while the model has the last. */
export async function scoreSpeech(job: Job): Promise<ScoredSpeech> {
  const { session, model, features, source, kind, signal, onProgress = () => undefined } = job;
  const { metadata, name } = model;
  const choice = { frontEnd: metadata.frontEnd, normalisation: metadata.normalisation };
  const key = nextKey++;
  const plan = await features.first.call('openSpeech', { choice, source, kind, key }, { signal });
  const numWindows = plan.windows.length;
  const numLabels = metadata.labels.length;
  const scores = new Float32Array(numWindows * numLabels);
  const starts = Array.from(
    { length: Math.ceil(numWindows / model.batchSize) },
    (_, part) => part * model.batchSize,
  );
  const extract = (first: number) =>
    extractWindows(features, { choice, key, first, count: model.batchSize }, signal);
  let modelMs = 0;
  let numDone = 0;
  for await (const { values, lengths, numClips, fingerprint, frontEnd } of prefetch(starts, extract, {
    ahead: 2,
  })) {
    throwIfAborted(signal);
    const request = { name, values, lengths, numClips, fingerprint, frontEnd };
    const answer = await session.predict(request, signal);
    scores.set(answer.scores, numDone * numLabels);
    numDone += numClips;
    modelMs += answer.modelMs;
    onProgress(numDone / numWindows);
  }
  const { labels, roles } = metadata;
  return {
    sound: toSoundScores(plan, scores, numLabels),
    labelSet: { labels, roles },
    modelName: name,
    modelMs,
  };
}

type WindowsRequest = {
  readonly choice: FrontEndChoice;
  readonly key: number;
  readonly first: number;
  readonly count: number;
};

async function extractWindows(
  features: FeaturePool,
  request: WindowsRequest,
  signal: AbortSignal | undefined,
): Promise<WindowFeatures> {
  const windows = await features.first.call('extractWindows', request, { signal });
  if (windows === null) throw new PhonoscopeError('worker-crashed', 'The worker has lost the recording.');
  return windows;
}
