import { PhonoscopeError } from '../core/errors.ts';
import type { BackendPreference } from '../platform/browser/backend-choice.ts';
import type {
  AnalysedClip,
  Classification,
  ClipSource,
  EvaluateProgress,
  EvaluateResult,
  LabelledClip,
  ModelName,
  RecogniserState,
  Scoring,
} from './protocol.ts';

type CallOptions = { readonly signal?: AbortSignal };
type EvaluateOptions = CallOptions & { readonly onProgress?: (progress: EvaluateProgress) => void };

/** Everything the page asks of the workers. `getSnapshot` and `subscribe` fit React's `useSyncExternalStore`. */
export class Recogniser {
  #state: RecogniserState;

  constructor(options: { readonly model?: ModelName; readonly preference?: BackendPreference } = {}) {
    this.#state = {
      model: options.model ?? 'digits',
      metadata: null,
      backend: null,
      preference: options.preference ?? 'auto',
      status: 'idle',
      error: null,
    };
  }

  readonly getSnapshot = (): RecogniserState => this.#state;

  readonly subscribe =
    (_listener: () => void): (() => void) =>
    () =>
      undefined;

  /** Switches to another model; loads it at once if one is in use already. Failures show in the snapshot. */
  setModel(_name: ModelName): void {
    throw notYet();
  }

  /** Switches to another backend; the model worker is started anew if it runs already. */
  setBackend(_preference: BackendPreference): void {
    throw notYet();
  }

  /** Starts the workers and loads the model. Call it at the visitor's first interaction. */
  async warmUp(): Promise<void> {
    throw notYet();
  }

  async analyse(_source: ClipSource, _options: CallOptions = {}): Promise<AnalysedClip> {
    throw notYet();
  }

  async classify(_source: ClipSource, _options: CallOptions = {}): Promise<Classification> {
    throw notYet();
  }

  /** Like `classify` without what is only drawn: for live mode. */
  async score(_source: ClipSource, _options: CallOptions = {}): Promise<Scoring> {
    throw notYet();
  }

  /** @throws PhonoscopeError `aborted`, `worker-crashed`, `model-unreachable`, `model-invalid`. */
  async evaluate(_clips: readonly LabelledClip[], _options: EvaluateOptions): Promise<EvaluateResult> {
    throw notYet();
  }

  /** Tensors that the model worker holds. */
  async memory(): Promise<{ readonly numTensors: number; readonly numBytes: number }> {
    throw notYet();
  }

  dispose(): void {
    throw notYet();
  }
}

function notYet(): PhonoscopeError {
  return new PhonoscopeError('internal', 'Not written yet.');
}
