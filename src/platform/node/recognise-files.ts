import { decodeAudio } from '../../core/audio/decode-audio.ts';
import { prepareClip } from '../../core/audio/prepare-clip.ts';
import { recordingFacts, type RecordingFacts } from '../../core/audio/recording-facts.ts';
import { type Condition, seedOfPath } from '../../core/augmentation/conditions/condition.ts';
import { hearUnderCondition } from '../../core/augmentation/conditions/hear-under-condition.ts';
import { toPhonoscopeError } from '../../core/errors.ts';
import type { UnreadableFile } from '../../core/evaluation/evaluation.ts';
import { createFeatureExtractor } from '../../core/features/extract-features.ts';
import { type Features, lengthsOf } from '../../core/features/features.ts';
import { type Classifier, createClassifier } from '../../core/models/classifier.ts';
import type { ModelMetadata } from '../../core/models/metadata.ts';
import { startBackend } from './backend.ts';
import { loadModel } from './model-store.ts';
import { describeNotes, readFileBytes } from './read-clip.ts';
import { shortHash } from './short-hash.ts';

/** Clips that go through the network together; more was not faster with the WASM backend. */
const batchSize = 32;

/** A file to recognise: where it is, and what to call it in results. */
type ClipFile = { readonly path: string; readonly file: string };

/** What is known of a file beside its scores; `hash` is that of `shortHash`. */
type FileFacts = RecordingFacts & { readonly hash: string };

/** Scores in the order of the model's labels. */
export type RecognisedFile = {
  readonly path: string;
  readonly scores: readonly number[];
  readonly facts: FileFacts;
};

type Recognition = {
  /** In the order of the files. */
  readonly recognised: readonly RecognisedFile[];
  readonly unreadable: readonly UnreadableFile[];
};

type RecogniseOptions = {
  /** Called after each file with the number of files done. */
  readonly onProgress?: (numDone: number) => void;
  /** Called with a sentence about a file that is used although something is odd about it. */
  readonly onNote?: (path: string, note: string) => void;
  /** Under which the model is to hear the files, with a seed from each path; null or left out = none. */
  readonly condition?: Condition | null;
};

export type FileRecogniser = {
  readonly metadata: ModelMetadata;
  readonly backend: string;
  /** Reads and recognises files; those that cannot be used are listed and do not stop it. */
  readonly recognise: (files: readonly ClipFile[], options?: RecogniseOptions) => Promise<Recognition>;
  readonly dispose: () => void;
};

/**
 * Loads a model and what leads from a file to its scores: read → decode → prepare → features → predict in batches.
 *
 * @param nameOrFile a shipped model's name, a .zip file or a folder.
 * @throws PhonoscopeError `model-unknown`, `model-invalid`, `front-end-mismatch`, `backend-unavailable`.
 */
export async function createFileRecogniser(nameOrFile: string): Promise<FileRecogniser> {
  const model = await loadModel(nameOrFile);
  const backend = await startBackend();
  const classifier = await createClassifier(model, { batchSize });
  return {
    metadata: classifier.metadata,
    backend,
    recognise: (files, options = {}) => recognise(classifier, files, options),
    dispose: () => classifier.dispose(),
  };
}

async function recognise(
  classifier: Classifier,
  files: readonly ClipFile[],
  { onProgress, onNote, condition = null }: RecogniseOptions,
): Promise<Recognition> {
  const { frontEnd, normalisation } = classifier.metadata;
  const extract = createFeatureExtractor(frontEnd, normalisation, files.length > 1 ? 'batch' : 'meyda');
  const readFeatures = async ({ path, file }: ClipFile): Promise<FeaturesOfFile> => {
    const bytes = await readFileBytes(file);
    const audio = await decodeAudio(bytes);
    for (const note of describeNotes(audio)) onNote?.(path, note);
    const prepared = prepareClip(audio, frontEnd);
    const facts = { ...recordingFacts(audio, prepared, frontEnd), hash: shortHash(bytes) };
    const heard =
      condition === null ? prepared : hearUnderCondition(prepared, frontEnd, condition, seedOfPath(path));
    return { path, features: extract(heard.samples), facts };
  };
  const recognised: RecognisedFile[] = [];
  const unreadable: UnreadableFile[] = [];
  let batch: FeaturesOfFile[] = [];
  const flush = async () => {
    if (batch.length > 0) recognised.push(...(await predictBatch(classifier, batch)));
    batch = [];
  };
  for (const [index, clip] of files.entries()) {
    const read = await orReason(readFeatures(clip));
    if (typeof read === 'string') {
      unreadable.push({ path: clip.path, reason: read });
    } else {
      // Clips of another length cannot share a batch (front ends without `clipSamples`).
      const isOtherShape = batch.some(({ features }) => features.numFrames !== read.features.numFrames);
      if (batch.length === batchSize || isOtherShape) await flush();
      batch.push(read);
    }
    onProgress?.(index + 1);
  }
  await flush();
  return { recognised, unreadable };
}

/** What is wrong with one file is a sentence in the list; errors of the model are not caught here. */
async function orReason(read: Promise<FeaturesOfFile>): Promise<FeaturesOfFile | string> {
  try {
    return await read;
  } catch (thrown) {
    return toPhonoscopeError(thrown).message;
  }
}

type FeaturesOfFile = { readonly path: string; readonly features: Features; readonly facts: FileFacts };

async function predictBatch(
  classifier: Classifier,
  batch: readonly FeaturesOfFile[],
): Promise<RecognisedFile[]> {
  const clipSize = batch[0]?.features.values.length ?? 0;
  const packed = new Float32Array(batch.length * clipSize);
  batch.forEach(({ features }, i) => packed.set(features.values, i * clipSize));
  const lengths = lengthsOf(batch.map(({ features }) => features));
  const scores = await classifier.predict(packed, batch.length, lengths);
  const numLabels = classifier.metadata.labels.length;
  return batch.map(({ path, facts }, i) => ({
    path,
    facts,
    scores: Array.from(scores.subarray(i * numLabels, (i + 1) * numLabels)),
  }));
}
