import type { SoundScores } from '../core/language/decoder/sound-scores.ts';
import type { LabelSet } from '../core/language/decoder/emissions.ts';
import { toHeardWords, toSoundScores } from '../core/language/decoder/speech-windows.ts';
import type { WindowKind } from '../core/language/decoder/decode-options.ts';
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
  /** What the models took, all windows together. */
  readonly modelMs: number;
};

type Job = ScoreSpeechOptions & {
  readonly session: ModelSession;
  /** Knows single words. */
  readonly model: LoadedModel;
  /** Hears windows that slide over the sound; has the same labels. */
  readonly sliding: LoadedModel;
  readonly features: FeaturePool;
  readonly source: OpenedSource;
};

/** Finding what may be a word, and hearing it whole, takes about as long as the windows before. */
const slidingShare = 0.6;

let nextKey = 1;

/**
 * Hears a recording window by window, features of the next ones being made while the model has the last. Where windows
 * slide over the sound, what may be a word is then heard once more, whole, by the model that knows single words.
 */
export async function scoreSpeech(job: Job): Promise<ScoredSpeech> {
  const { features, source, kind, signal, onProgress = () => undefined } = job;
  const model = kind === 'frames' ? job.sliding : job.model;
  const { labels, roles } = model.metadata;
  const labelSet = { labels, roles };
  const key = nextKey++;
  const plan = await features.first.call(
    'openSpeech',
    { choice: choiceOf(model), source, kind, key },
    { signal },
  );
  const share = kind === 'frames' ? slidingShare : 1;
  const first = await hearWindows(job, { model, key, numWindows: plan.windows.length }, (done) =>
    onProgress(done * share),
  );
  const sound = toSoundScores(plan, first.scores, labels.length);
  const scored = { labelSet, modelName: model.name, modelMs: first.modelMs };
  if (sound.kind === 'segments') return { ...scored, sound };
  const { rows, timing } = sound;
  const wordsKey = nextKey++;
  const words = await features.first.call('openWords', { key, wordsKey, rows, timing, labelSet }, { signal });
  if (words === null) throw lostRecording();
  const second = await hearWindows(
    job,
    { model: job.model, key: wordsKey, numWindows: words.windows.length },
    (done) => onProgress(share + done * (1 - share)),
  );
  return {
    ...scored,
    sound: { ...sound, words: toHeardWords(words, second.scores, labels.length) },
    modelMs: first.modelMs + second.modelMs,
  };
}

type Windows = { readonly model: LoadedModel; readonly key: number; readonly numWindows: number };

async function hearWindows(
  { session, features, signal }: Job,
  { model, key, numWindows }: Windows,
  onProgress: (share: number) => void,
): Promise<{ scores: Float32Array; modelMs: number }> {
  const numLabels = model.metadata.labels.length;
  const scores = new Float32Array(numWindows * numLabels);
  const starts = Array.from(
    { length: Math.ceil(numWindows / model.batchSize) },
    (_, part) => part * model.batchSize,
  );
  const extract = (first: number) =>
    extractWindows(features, { choice: choiceOf(model), key, first, count: model.batchSize }, signal);
  let modelMs = 0;
  let numDone = 0;
  for await (const { values, lengths, numClips, fingerprint, frontEnd } of prefetch(starts, extract, {
    ahead: 2,
  })) {
    throwIfAborted(signal);
    const request = { name: model.name, values, lengths, numClips, fingerprint, frontEnd };
    const answer = await session.predict(request, signal);
    scores.set(answer.scores, numDone * numLabels);
    numDone += numClips;
    modelMs += answer.modelMs;
    onProgress(numDone / numWindows);
  }
  return { scores, modelMs };
}

function choiceOf({ metadata: { frontEnd, normalisation } }: LoadedModel): FrontEndChoice {
  return { frontEnd, normalisation };
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
  if (windows === null) throw lostRecording();
  return windows;
}

function lostRecording(): PhonoscopeError {
  return new PhonoscopeError('worker-crashed', 'The worker has lost the recording.');
}
