import { emptyMeasures, type ScoredClips } from '../core/evaluation/table-builder.ts';
import type { BackendInfo } from '../platform/browser/backend-choice.ts';
import { EvaluationProgress } from './evaluation-progress.ts';
import { extractChunk, type ExtractOptions } from './extract-chunk.ts';
import type { ModelSession } from './model-session.ts';
import { throwIfAborted } from './plain-error.ts';
import { prefetch } from './prefetch.ts';
import type {
  Embeddings,
  EvaluateProgress,
  EvaluateResult,
  FeatureChunk,
  LabelledClip,
  LoadedModel,
  ModelApi,
  ModelName,
} from './protocol.ts';

/** Chunks on the way for each features worker: it works on one while the files of the next are read, and those of another opened. */
const chunksEach = 3;
/** Chunks of features that may wait for the model beside those: enough to keep it busy, few enough to stay small. */
const chunksWaiting = 1;

type Job = Omit<ExtractOptions, 'choice'> & {
  readonly clips: readonly LabelledClip[];
  readonly model: LoadedModel<ModelName>;
  readonly session: ModelSession;
  readonly hasEmbeddings: boolean;
  readonly onProgress: (progress: EvaluateProgress) => void;
  /** A clock in milliseconds. */
  readonly now: () => number;
};

/** `first` is the place of the chunk's first clip in the list. */
type PlacedChunk = { readonly first: number; readonly chunk: FeatureChunk };

/**
 * Sends clips through the workers in chunks, features of the next ones being made while the model has the last. Where one
 * worker fails, the others are told to stop.
 */
export async function evaluateClips(job: Job): Promise<EvaluateResult> {
  const stopped = new AbortController();
  const stop = (): void => stopped.abort();
  job.signal?.addEventListener('abort', stop);
  try {
    return await evaluateChunks({ ...job, signal: stopped.signal });
  } finally {
    stop();
    job.signal?.removeEventListener('abort', stop);
  }
}

async function evaluateChunks(job: Job): Promise<EvaluateResult> {
  const { clips, model, session, signal } = job;
  const progress = new EvaluationProgress(
    clips.length,
    model.metadata.labels.length,
    job.onProgress,
    job.now,
  );
  let backend: BackendInfo = model.backend;
  const embeddings: Answer[] = [];
  progress.report();
  const warming = warmUpQuietly(session, model);
  const { frontEnd, normalisation } = model.metadata;
  const options = { ...job, choice: { frontEnd, normalisation } };
  const extract = async (first: number): Promise<PlacedChunk> => ({
    first,
    chunk: await extractChunk(clips.slice(first, first + model.batchSize), options),
  });
  const starts = Array.from(
    { length: Math.ceil(clips.length / model.batchSize) },
    (_, part) => part * model.batchSize,
  );
  const atOnce = job.features.size * chunksEach;
  const bounds = { ahead: atOnce + chunksWaiting, atOnce };
  for await (const part of prefetch(starts, extract, bounds)) {
    await warming;
    throwIfAborted(signal);
    const { indices, unreadable, measures, ...chunk } = part.chunk;
    let heard = nothingHeard;
    if (indices.length > 0) {
      const answer = await ask(job, { name: model.name, ...chunk, numClips: indices.length });
      backend = answer.backend;
      embeddings.push(answer);
      const places = Int32Array.from(indices, (index) => part.first + index);
      heard = { clips: places, scores: answer.scores, measures };
    }
    progress.add(heard, unreadable);
  }
  return {
    heard: progress.heard,
    embeddings: job.hasEmbeddings ? joinEmbeddings(embeddings) : null,
    unreadable: progress.unreadable,
    seconds: progress.elapsedSec,
    backend,
    metadata: model.metadata,
    modelName: model.name,
  };
}

/** A failure shows again, and is told, in the first prediction. */
async function warmUpQuietly(session: ModelSession, { name }: LoadedModel): Promise<void> {
  await session.warmUpBatch(name).catch(() => undefined);
}

type Answer = ModelApi['embed']['result'];

async function ask(
  { session, hasEmbeddings, signal }: Job,
  request: ModelApi['predict']['argument'],
): Promise<Answer> {
  if (hasEmbeddings) return session.embed(request, signal);
  return { ...(await session.predict(request, signal)), embeddings: new Float32Array(0), dim: 0 };
}

function joinEmbeddings(parts: readonly Answer[]): Embeddings {
  const values = new Float32Array(parts.reduce((sum, { embeddings }) => sum + embeddings.length, 0));
  let numDone = 0;
  for (const { embeddings } of parts) {
    values.set(embeddings, numDone);
    numDone += embeddings.length;
  }
  return { values, dim: parts[0]?.dim ?? 0 };
}

const nothingHeard: ScoredClips = {
  clips: new Int32Array(0),
  scores: new Float32Array(0),
  measures: emptyMeasures(0),
};
