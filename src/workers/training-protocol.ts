import type { Features } from '../core/features/features.ts';
import type { BackendInfo } from '../platform/browser/backend-choice.ts';
import type { OpenedSource, PlainError, UnreadableClip } from './protocol.ts';

/** A clip to train on: `path` is relative with `/`, `label` is what is said in it. */
export type TrainingClip = {
  readonly path: string;
  readonly label: string;
  readonly file: OpenedSource;
  /** Whether it is one to check with; absent where the configuration parts the clips. */
  readonly isHeldOut?: boolean;
};

/** What is known of the clips of one label. */
type LabelSummary = {
  readonly label: string;
  readonly numTrain: number;
  readonly numValidation: number;
};

/** What a training would use, as the configuration parts it. */
export type DataSummary = {
  readonly labels: readonly LabelSummary[];
  /** Null where the file names do not say who speaks. */
  readonly numSpeakers: number | null;
  readonly totalSec: number;
  /** Clips to check with that were left out because they are among the others under another name. */
  readonly numRepeated: number;
  /** Clips to check with whose speaker is among the others. */
  readonly numLeaking: number;
  /** The first reason why this cannot be trained on, if there is one. */
  readonly problem: PlainError | null;
};

/** A network before it is trained. */
export type NetworkSummary = {
  readonly numParameters: number;
  /** Of one clip. */
  readonly numMultiplies: number;
  /** Of its model file, but for some kB. */
  readonly numBytes: number;
  readonly stepsPerEpoch: number;
  readonly secPerEpoch: number;
  readonly numEpochs: number;
};

/** One epoch as the page draws it. */
export type EpochRecord = {
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly valLoss: number | null;
  readonly valAccuracy: number | null;
  readonly valConfusion: Confusion | null;
  readonly learningRate: number;
  readonly seconds: number;
};

/** `confusion[i][j]` = validation clips of label i that were taken for j. */
export type Confusion = readonly (readonly number[])[];

/** A sound with its mel spectrogram in dB; frame i is centred at i · `hopSec`. */
export type DrawnSound = {
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
  readonly spectrogram: Features;
  readonly hopSec: number;
  readonly minHz: number;
  readonly maxHz: number;
};

/** One clip as a model hears it, and as a training would vary it. */
export type VariationPreview = {
  readonly label: string;
  readonly path: string;
  readonly original: DrawnSound;
  readonly varied: DrawnSound;
};

/** What a training tells on its way. */
export type TrainingProgress =
  | { readonly kind: 'features'; readonly done: number; readonly total: number }
  | {
      readonly kind: 'begin';
      readonly backend: BackendInfo;
      readonly numSteps: number;
      readonly stepsPerEpoch: number;
      /** Of an earlier run that goes on. */
      readonly epochs: readonly EpochRecord[];
    }
  | {
      readonly kind: 'step';
      readonly step: number;
      readonly loss: number;
      readonly learningRate: number;
    }
  | {
      readonly kind: 'epoch';
      readonly record: EpochRecord;
      /** From 1. */
      readonly number: number;
      /** Number of the best epoch so far. */
      readonly best: number | null;
    }
  | { readonly kind: 'paused'; readonly isPaused: boolean }
  /** A GPU was lost or failed: it goes on from the last epoch elsewhere. */
  | { readonly kind: 'fell-back'; readonly backend: BackendInfo; readonly epoch: number }
  /** Checkpoints cannot be kept; the training goes on. */
  | { readonly kind: 'not-kept'; readonly error: PlainError };

/** What came out of a training. */
export type TrainingResult = {
  /** The model file. */
  readonly zip: Blob;
  readonly epochs: readonly EpochRecord[];
  readonly best: number;
  readonly confusion: Confusion | null;
  /** Right validation clips of the best epoch, and all of them. */
  readonly numRight: number;
  readonly numValidation: number;
  readonly backend: BackendInfo;
};

/** A training that the tab was closed on. */
export type UnfinishedTraining = {
  readonly title: string;
  readonly config: string;
  readonly numClips: number;
  readonly epoch: number;
  readonly numEpochs: number | null;
};

/** What the training worker does. It keeps one set of clips. */
export type TrainingApi = {
  /** Forgets all clips. */
  clear: { argument: null; result: null; progress: never };
  /** Reads clips once, keeps the good ones and says what is wrong with the others. */
  addClips: {
    argument: { readonly clips: readonly TrainingClip[] };
    result: { readonly unreadable: readonly UnreadableClip[]; readonly silent: readonly string[] };
    progress: never;
  };
  summarise: { argument: { readonly config: string }; result: DataSummary; progress: never };
  describe: {
    argument: { readonly config: string; readonly backend: BackendInfo; readonly baseUrl: string };
    result: NetworkSummary;
    progress: never;
  };
  /** Varies one of the clips, another for each number; null where there are none. */
  preview: {
    argument: { readonly config: string; readonly baseUrl: string; readonly number: number };
    result: VariationPreview | null;
    progress: never;
  };
  start: {
    argument: {
      readonly config: string;
      readonly title: string;
      readonly backend: BackendInfo;
      /** The page's address; models lie below it. */
      readonly baseUrl: string;
      /** Goes on with the training that `restore` brought back. */
      readonly isResumed: boolean;
      /** A model file to start from, in place of the one that the configuration names. */
      readonly from: Blob | null;
      /** Whether it is kept so that it can go on after the tab was closed. */
      readonly isKept: boolean;
    };
    result: TrainingResult;
    progress: TrainingProgress;
  };
  /** Between two steps. */
  pause: { argument: { readonly isPaused: boolean }; result: null; progress: never };
  /** Ends a training after the step under way and keeps its best weights. */
  stop: { argument: null; result: null; progress: never };
  /** Brings back the clips of the training that the tab was closed on. */
  restore: { argument: null; result: null; progress: never };
  memory: {
    argument: null;
    result: { readonly numTensors: number; readonly numBytes: number };
    progress: never;
  };
};
