import type { Audio, AudioNote } from '../core/audio/audio.ts';
import type { Condition } from '../core/augmentation/conditions/condition.ts';
import type { ErrorCode, ErrorDetails } from '../core/errors.ts';
import type { ClipMeasures } from '../core/evaluation/run-columns.ts';
import type { ScoredClips } from '../core/evaluation/table-builder.ts';
import type { ExplainedFrame } from '../core/features/explain-frame.ts';
import type { Features, Normalisation } from '../core/features/features.ts';
import type { FrontEnd } from '../core/features/front-end.ts';
import type { LabelSet } from '../core/language/decoder/emissions.ts';
import type { FrameTiming } from '../core/language/decoder/frame-decoder.ts';
import type { WindowPlan, WordPlan } from '../core/language/decoder/speech-windows.ts';
import type { WindowKind } from '../core/language/decoder/decode-options.ts';
import type { BatchSetup } from '../core/training/batches/batch-maker.ts';
import type { PlainBatch } from '../core/training/batches/plain-clips.ts';
import type { TrainingBatch } from '../core/training/training-batch.ts';
import type { ModelMetadata } from '../core/models/metadata.ts';
import type { ShippedModelName, PackagedModelName } from '../core/models/shipped-models.ts';
import type { BackendInfo, BackendPreference } from '../platform/browser/backend-choice.ts';
import type { StoredFile } from '../platform/browser/stored-file.ts';

/** A model that was trained or imported in this browser. */
export type OwnModelName = `own:${number}`;

/** A shipped model, whose files lie in `models/<name>/` beside the page, or one of the visitor's own. */
export type ModelName = ShippedModelName | OwnModelName;

/** What a worker can load to predict with: beside these, what stands in for a model where words run into each other. */
export type LoadableName = ModelName | 'strings';

/** One of the visitor's own models: what the page shows of it, and its file. */
export type OwnModel = {
  readonly name: OwnModelName;
  readonly title: string;
  readonly labels: readonly string[];
  readonly zip: Blob;
  /** When it was trained or imported, in ms since 1970; null where that was not noted. */
  readonly addedMs: number | null;
};

/** Where a model's files lie: a shipped one below the page's address, or a file of one's own. */
export type ModelPlace =
  | { readonly shipped: PackagedModelName; readonly baseUrl: string }
  | { readonly zip: Blob };

/** What a model says of itself, and its size on disk. */
export type ModelDescription = { readonly metadata: ModelMetadata; readonly numBytes: number };

/** An error as it crosses a border: a `PhonoscopeError` without its stack. */
export type PlainError = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: ErrorDetails;
};

/** Sound straight from the microphone: one channel, nominally in −1…1. */
export type Recording = {
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
};

/** What can be heard: a file's bytes or a recording. */
export type ClipSource = StoredFile | Recording;

/** What the workers take: an open file, a recording, or what the page itself has decoded. */
export type OpenedSource = Blob | Recording | Audio;

/** What the file said and what is in it. Levels in dB of full scale; −Infinity for digital silence. */
export type ClipFacts = {
  readonly sampleRateHz: number;
  readonly numChannels: number;
  readonly durationSec: number;
  readonly rmsDbfs: number;
  readonly peakDbfs: number;
  readonly isSilent: boolean;
  readonly notes: readonly AudioNote[];
};

/** One clip with everything that the page draws. */
export type AnalysedClip = {
  readonly facts: ClipFacts;
  /** Of `samples`: the front end's rate. */
  readonly sampleRateHz: number;
  /** The whole clip, mono. */
  readonly samples: Float32Array;
  /** What the model hears: the part in `window`, after level and place. */
  readonly heard: Float32Array;
  /** The part that the model hears; may start before 0 or end after the clip where it is padded. */
  readonly window: { readonly startSec: number; readonly endSec: number };
  /** The model's input. */
  readonly features: Features;
  /** Log-mel in dB of the whole clip, for drawing; frame i is centred at i · `hopSec`. */
  readonly spectrogram: Features;
  readonly hopSec: number;
  readonly minHz: number;
  readonly maxHz: number;
  readonly melScale: 'slaney' | 'htk';
  /** How `features` were made. */
  readonly choice: FrontEndChoice;
  readonly decodeMs: number;
  readonly featuresMs: number;
};

/** A label with the model's probability for it. */
export type RankedLabel = { readonly label: string; readonly score: number };

/** What the model makes of one clip. */
export type Scoring = {
  /** All labels, highest score first. */
  readonly ranked: readonly RankedLabel[];
  /** In the order of the model's labels. */
  readonly scores: Float32Array;
  readonly isSilent: boolean;
  readonly decodeMs: number;
  readonly featuresMs: number;
  readonly modelMs: number;
  readonly modelName: ModelName;
  /** The score from which the first label counts as heard. */
  readonly threshold: number;
  readonly isSure: boolean;
};

/** What the model makes of one clip, with what the page draws of it. */
export type Classification = Scoring & { readonly clip: AnalysedClip };

/** A clip to evaluate: `path` is relative with `/`, `label` is what was said. */
export type LabelledClip = {
  readonly path: string;
  readonly label: string;
  readonly file: StoredFile;
};

/** A file that could not be used: `reason` is the English sentence, `error` lets the page translate it. */
export type UnreadableClip = {
  readonly path: string;
  readonly reason: string;
  readonly error: PlainError;
};

/** How far an evaluation is; `finished` and `unreadable` hold what is new since the last report. */
export type EvaluateProgress = {
  readonly done: number;
  readonly total: number;
  readonly clipsPerSec: number;
  readonly secLeft: number | null;
  readonly finished: ScoredClips;
  readonly unreadable: readonly UnreadableClip[];
};

/** Rows of `dim` values, row-major. */
export type Embeddings = { readonly values: Float32Array; readonly dim: number };

/** A finished evaluation; `heard` keeps the order of the clips. */
export type EvaluateResult = {
  readonly heard: ScoredClips;
  /** What goes into the model's last layer, `[heard clips, dim]`; null unless asked for. */
  readonly embeddings: Embeddings | null;
  readonly unreadable: readonly UnreadableClip[];
  readonly seconds: number;
  readonly backend: BackendInfo;
  readonly metadata: ModelMetadata;
  readonly modelName: ModelName;
};

/** What the page shows of the recogniser: immutable, a new object after each change. */
export type RecogniserState = {
  /** The model in use or being loaded. */
  readonly model: ModelName;
  /** Null until the model has been loaded. */
  readonly metadata: ModelMetadata | null;
  /** Null only until the adapter has been probed (milliseconds). */
  readonly backend: BackendInfo | null;
  readonly preference: BackendPreference;
  readonly status: 'idle' | 'loading' | 'ready' | 'failed';
  /** Why the last load failed; a former model may still be `ready`. */
  readonly error: PlainError | null;
};

/** How sound becomes a model's input. */
export type FrontEndChoice = {
  readonly frontEnd: FrontEnd;
  readonly normalisation: Normalisation | null;
};

/** A model's input for one clip, without anything to draw. */
type ExtractedClip = {
  readonly features: Features;
  /** Of the front end that made the features. */
  readonly fingerprint: string;
  readonly frontEnd: FrontEnd;
  readonly isSilent: boolean;
  readonly decodeMs: number;
  readonly featuresMs: number;
};

/** Many clips as one array `[numClips, numFrames, numBands]`; `indices` say which of the files they are. */
export type FeatureChunk = {
  readonly values: Float32Array;
  /** Valid frames of each clip, where the front end pads clips of different lengths. */
  readonly lengths: Int32Array | null;
  readonly indices: readonly number[];
  readonly fingerprint: string;
  readonly frontEnd: FrontEnd;
  readonly unreadable: readonly UnreadableClip[];
  /** Row i is of clip `indices[i]`; hashes: the first six bytes of the SHA-256 as hexadecimal digits, null where the page decoded it, or its origin is not secure. */
  readonly measures: ClipMeasures;
};

/** Several windows of a recording as one array `[numClips, numFrames, numBands]`. */
export type WindowFeatures = Omit<FeatureChunk, 'indices' | 'unreadable' | 'measures'> & {
  readonly numClips: number;
};

/** A file to read, its bytes, or what the page has decoded of it; `path` names it in errors. */
export type FileAtPath = { readonly path: string; readonly file: OpenedSource | Uint8Array<ArrayBuffer> };

/** The making of a training's batches. Null: the worker has no setup (any more), send it once more. */
export type BatchApi = {
  prepareBatches: { argument: { readonly setup: BatchSetup }; result: null; progress: never };
  trainBatch: { argument: { readonly step: number }; result: TrainingBatch | null; progress: never };
  /** Clips as they are, by their numbers. */
  plainBatch: { argument: { readonly clips: readonly number[] }; result: PlainBatch | null; progress: never };
};

/** A take of one word, cut down to what was said: mono, 16 kHz. */
export type CutTake = {
  readonly wav: Blob;
  readonly durationSec: number;
  /** Its loudness from beginning to end in 32 points, 255 at the loudest. */
  readonly envelope: Uint8Array;
};

/** What the features worker does. A null `choice` stands for the preset `log-mel-16k`. */
export type FeaturesApi = BatchApi & {
  analyse: {
    argument: { readonly choice: FrontEndChoice | null; readonly source: OpenedSource };
    result: AnalysedClip & { readonly fingerprint: string };
    progress: never;
  };
  extract: {
    argument: { readonly choice: FrontEndChoice; readonly source: OpenedSource };
    result: ExtractedClip;
    progress: never;
  };
  extractMany: {
    argument: {
      readonly choice: FrontEndChoice;
      readonly files: readonly FileAtPath[];
      /** Under which the model is to hear them, with a seed from each path; null or left out = none. Facts do not change. */
      readonly condition?: Condition | null;
    };
    result: FeatureChunk;
    progress: never;
  };
  /** Decodes a recording of several words and finds what a model is to hear of it; the worker keeps the last few. */
  openSpeech: {
    argument: {
      readonly choice: FrontEndChoice;
      readonly source: OpenedSource;
      readonly kind: WindowKind;
      readonly key: number;
    };
    result: WindowPlan;
    progress: never;
  };
  /**
   * Finds what of an opened recording may be a word, by what windows that slid over it gave, and plans how to hear each
   * whole, under another key; null where the worker has not (or no longer) got the recording.
   */
  openWords: {
    argument: {
      readonly key: number;
      readonly wordsKey: number;
      readonly rows: readonly Float32Array[];
      readonly timing: FrameTiming;
      readonly labelSet: LabelSet;
    };
    result: WordPlan | null;
    progress: never;
  };
  /** Features of some of its windows; null where the worker has not (or no longer) got the recording. */
  extractWindows: {
    argument: {
      readonly choice: FrontEndChoice;
      readonly key: number;
      readonly first: number;
      readonly count: number;
    };
    result: WindowFeatures | null;
    progress: never;
  };
  /** Makes a take of one word out of a recording or a file. */
  cutTake: { argument: { readonly source: OpenedSource }; result: CutTake; progress: never };
  /** Takes one frame to pieces; null where the worker has not (or no longer) got the clip: send it once more. */
  explain: {
    argument: ExplainRequest;
    result: ExplainedFrame | null;
    progress: never;
  };
};

/** Asks for one frame of a clip. */
export type ExplainRequest = {
  readonly choice: FrontEndChoice;
  /** Names the clip: the worker keeps the last one. */
  readonly clipKey: number;
  /** What the model hears (`AnalysedClip.heard`); null where the worker should have it. */
  readonly heard: Float32Array | null;
  readonly frameIndex: number;
};

/** A model that the model worker has loaded. */
export type LoadedModel<Name extends LoadableName = LoadableName> = {
  readonly name: Name;
  readonly metadata: ModelMetadata;
  readonly backend: BackendInfo;
  /** How many clips one `predict` should have, except the last. */
  readonly batchSize: number;
};

/** What the model worker does. */
export type ModelApi = {
  /** Starts the backend (once), loads a model (once each) and runs it once. */
  load: {
    argument: {
      readonly name: LoadableName;
      readonly baseUrl: string;
      readonly backend: BackendInfo;
      /** The file of one of the visitor's own models; null for a shipped one. */
      readonly zip: Blob | null;
    };
    result: LoadedModel;
    progress: never;
  };
  /** Forgets a loaded model; nothing where it is not loaded. */
  unload: { argument: { readonly name: LoadableName }; result: null; progress: never };
  /** Reads a model file, runs it once and forgets it again. */
  inspect: {
    argument: { readonly zip: Blob; readonly backend: BackendInfo };
    result: ModelMetadata;
    progress: never;
  };
  /** Reads what a model says of itself, without loading it. */
  describe: { argument: ModelPlace; result: ModelDescription; progress: never };
  /** Packs a model into one file under a name. */
  pack: { argument: { readonly place: ModelPlace; readonly name: string }; result: Blob; progress: never };
  /** Runs one whole batch of zeros, so that the first real one is as quick as the others. */
  warmUpBatch: { argument: { readonly name: LoadableName }; result: null; progress: never };
  /** `values` is `[numClips, numFrames, numBands]`, the scores are `[numClips, labels]`. */
  predict: {
    argument: {
      readonly name: LoadableName;
      readonly values: Float32Array;
      /** Valid frames of each clip; null = all of them. */
      readonly lengths: Int32Array | null;
      readonly numClips: number;
      /** Of the front end that made `values`. */
      readonly fingerprint: string;
      /** The same in full: a refusal says which field differs. */
      readonly frontEnd: FrontEnd;
    };
    result: { readonly scores: Float32Array; readonly modelMs: number; readonly backend: BackendInfo };
    progress: never;
  };
  /** Predicts, and gives with the scores what goes into the last layer: `embeddings` is `[numClips, dim]`. */
  embed: {
    argument: ModelApi['predict']['argument'];
    result: ModelApi['predict']['result'] & { readonly embeddings: Float32Array; readonly dim: number };
    progress: never;
  };
  memory: { argument: null; result: TensorMemory; progress: never };
};

/** What TensorFlow.js holds. */
export type TensorMemory = { readonly numTensors: number; readonly numBytes: number };
