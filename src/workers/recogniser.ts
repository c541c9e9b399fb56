import { PhonoscopeError } from '../core/errors.ts';
import type { ExplainedFrame } from '../core/features/explain-frame.ts';
import type { Condition } from '../core/augmentation/conditions/condition.ts';
import { type Features, lengthsOf } from '../core/features/features.ts';
import type { FrontEnd } from '../core/features/front-end.ts';
import { modelForStrings } from '../core/models/shipped-models.ts';
import type { BackendInfo, BackendPreference } from '../platform/browser/backend-choice.ts';
import { evaluateClips } from './evaluate-clips.ts';
import { FeaturePool } from './feature-pool.ts';
import { ModelSession } from './model-session.ts';
import { openSource } from './open-source.ts';
import { ModelLibrary } from './model-library.ts';
import { OwnModels } from './own-models.ts';
import { abortable, toPlainError } from './plain-error.ts';
import type {
  AnalysedClip,
  Classification,
  ClipSource,
  CutTake,
  EvaluateProgress,
  EvaluateResult,
  FrontEndChoice,
  LabelledClip,
  LoadedModel,
  ModelName,
  OpenedSource,
  RecogniserState,
  Scoring,
  TensorMemory,
} from './protocol.ts';
import { type ScoredSpeech, scoreSpeech, type ScoreSpeechOptions } from './score-speech.ts';
import { rankScores } from './rank-scores.ts';
import { browserParts, type RecogniserParts } from './recogniser-parts.ts';

export type RecogniserOptions = {
  readonly model?: ModelName;
  readonly preference?: BackendPreference;
  readonly parts?: Partial<RecogniserParts>;
};

type Abortable = { readonly signal?: AbortSignal | undefined };
type EvaluateOptions = Abortable & {
  /** The one that the visitor has chosen, if none is given. */
  readonly model?: ModelName;
  readonly onProgress?: (progress: EvaluateProgress) => void;
  /** Under which the model is to hear the clips. */
  readonly condition?: Condition | null;
  /** Whether to give what goes into the model's last layer, too. */
  readonly hasEmbeddings?: boolean;
};
type Ready = { readonly session: ModelSession; readonly model: LoadedModel<ModelName> };

/**
 * Everything the page asks of the workers. `getSnapshot` and `subscribe` fit React's `useSyncExternalStore`.
 *
 * The backend is looked up at once, without TensorFlow.js; the workers start at the first use or `warmUp`.
 * A model that cannot be loaded leaves the former one in use.
 */
export class Recogniser {
  /** The models that were trained or imported here. */
  readonly ownModels: OwnModels;
  readonly library: ModelLibrary;
  readonly #parts: RecogniserParts;
  readonly #features: FeaturePool;
  readonly #listeners = new Set<() => void>();
  #state: RecogniserState;
  #choice: Promise<BackendInfo>;
  #session: ModelSession | null = null;
  #ready: Ready | null = null;
  #loading: Promise<Ready> | null = null;
  #hasStarted = false;
  /** The clip that the features worker was sent to explain. */
  #explained: { readonly clip: AnalysedClip; readonly key: number } | null = null;
  #nextClipKey = 1;
  /** Counts what the visitor has asked for; a load for an older wish is not shown. */
  #wish = 0;

  constructor({ model = 'digits', preference = 'auto', parts = {} }: RecogniserOptions = {}) {
    this.#parts = { ...browserParts(), ...parts };
    this.ownModels = new OwnModels(this.#parts.modelStore);
    this.library = new ModelLibrary({
      ownModels: this.ownModels,
      openSession: () => {
        this.#revive();
        return this.#openSession();
      },
      giveWay: (former, heir) => {
        if (this.#state.model === former) this.setModel(heir);
      },
      unload: (name) => this.#session?.unload(name),
      baseUrl: this.#parts.baseUrl,
    });
    this.#features = new FeaturePool(this.#parts.createFeaturesWorker, this.#parts.numFeatureWorkers);
    this.#state = { model, metadata: null, backend: null, preference, status: 'idle', error: null };
    this.#choice = this.#lookUpBackend(preference);
  }

  readonly getSnapshot = (): RecogniserState => this.#state;

  /** @returns a function that ends the subscription. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Switches to another model, and loads it if the workers run already. A failure shows in the snapshot. */
  setModel(name: ModelName): void {
    if (name === this.#state.model && this.#state.error === null) return;
    this.#update({ model: name, error: null, ...(name === this.#state.model ? {} : { metadata: null }) });
    this.#reload();
  }

  /** Switches to another backend; a running model worker is replaced. Evaluations under way finish on the old one. */
  setBackend(preference: BackendPreference): void {
    if (preference === this.#state.preference && this.#state.error === null) return;
    this.#update({ preference, error: null });
    this.#session?.retire();
    this.#session = null;
    this.#choice = this.#lookUpBackend(preference);
    this.#reload();
  }

  /** Starts the workers and loads the model. Call it at the visitor's first interaction. */
  async warmUp(): Promise<void> {
    this.#revive();
    this.#features.first.start();
    await this.#whenReady();
  }

  /** What is in a clip. Works without a model too: then with the preset `log-mel-16k`. */
  async analyse(source: ClipSource, { signal }: Abortable = {}): Promise<AnalysedClip> {
    const ready = await abortable(
      this.#whenReady().catch(() => null),
      signal,
    );
    const opened = { choice: ready && choiceOf(ready), source: await this.#open(source, signal) };
    return this.#features.first.call('analyse', opened, { signal });
  }

  /**
   * Recognises the word in a clip.
   *
   * @throws PhonoscopeError `audio-*` for the clip, `model-*`, `aborted`, `worker-crashed`.
   */
  classify(source: ClipSource, { signal }: Abortable = {}): Promise<Classification> {
    return this.#withModel(signal, async (ready) => {
      const choice = choiceOf(ready);
      const opened = { choice, source: await this.#open(source, signal) };
      const { fingerprint, ...clip } = await this.#features.first.call('analyse', opened, { signal });
      // Copied, because prediction moves the values away and the page draws them.
      const features = { ...clip.features, values: clip.features.values.slice() };
      return {
        clip,
        ...(await predictOne(ready, { ...clip, ...clip.facts, ...choice, features, fingerprint }, signal)),
      };
    });
  }

  /** Like `classify`, without what is only drawn: for live mode. */
  score(source: ClipSource, { signal }: Abortable = {}): Promise<Scoring> {
    return this.#withModel(signal, async (ready) => {
      const choice = choiceOf(ready);
      const opened = { choice, source: await this.#open(source, signal) };
      const clip = await this.#features.first.call('extract', opened, { signal });
      return predictOne(ready, clip, signal);
    });
  }

  /** Takes one frame of an analysed clip to pieces; the clip travels to the worker only the first time. */
  async explain(clip: AnalysedClip, frameIndex: number, { signal }: Abortable = {}): Promise<ExplainedFrame> {
    this.#features.revive();
    const known = this.#explained?.clip === clip ? this.#explained.key : null;
    const clipKey = known ?? this.#nextClipKey++;
    this.#explained = { clip, key: clipKey };
    const { choice } = clip;
    const ask = (heard: Float32Array | null) =>
      this.#features.first.call('explain', { choice, clipKey, heard, frameIndex }, { signal });
    const explained = (known === null ? null : await ask(null)) ?? (await ask(clip.heard));
    if (explained === null) throw new PhonoscopeError('internal', 'The clip did not reach the worker.');
    return explained;
  }

  /**
   * Makes a take of one word out of a recording or a file. Needs no model.
   *
   * @throws PhonoscopeError `take-silent`, `take-clipped`, `take-long`, `audio-*`, `aborted`, `worker-crashed`.
   */
  async cutTake(source: ClipSource, { signal }: Abortable = {}): Promise<CutTake> {
    this.#features.revive();
    const opened = { source: await this.#open(source, signal) };
    return this.#features.first.call('cutTake', opened, { signal });
  }

  /**
   * Recognises many clips. Files that cannot be read are listed and do not stop it.
   *
   * @throws PhonoscopeError `aborted`, `worker-crashed`, `model-*`.
   */
  evaluate(clips: readonly LabelledClip[], options: EvaluateOptions = {}): Promise<EvaluateResult> {
    const { signal, onProgress = () => undefined, condition = null, hasEmbeddings = false } = options;
    const { now, decodeOther } = this.#parts;
    const features = this.#features;
    return this.#withModel(signal, async ({ session, model: chosen }) => {
      const model = options.model === undefined ? chosen : await session.load(options.model, signal);
      return evaluateClips({
        session,
        model,
        clips,
        features,
        signal,
        condition,
        hasEmbeddings,
        onProgress,
        now,
        decodeOther,
      });
    });
  }

  /**
   * What the model makes of a recording of several words, to be decoded. Where words may run into each other, the model
   * that knows digits in the middle of others stands in for `digits`.
   *
   * @throws PhonoscopeError `audio-*`, `model-*`, `aborted`, `worker-crashed`.
   */
  scoreSpeech(source: ClipSource, options: ScoreSpeechOptions): Promise<ScoredSpeech> {
    const { signal } = options;
    return this.#withModel(signal, async ({ session, model }) => {
      const name = options.kind === 'frames' ? modelForStrings(model.name) : model.name;
      const sliding = await session.load(name, signal);
      const opened = await this.#open(source, signal);
      const features = this.#features;
      return scoreSpeech({ ...options, session, model, sliding, features, source: opened });
    });
  }

  #open(source: ClipSource, signal: AbortSignal | undefined): Promise<OpenedSource> {
    return abortable(openSource(source, this.#parts.decodeOther), signal);
  }

  /** What TensorFlow.js holds in the model worker. */
  async memory(): Promise<TensorMemory> {
    const { session } = await this.#whenReady();
    return session.memory();
  }

  /** Stops the workers for good. */
  dispose(): void {
    this.#features.dispose();
    this.#session?.dispose();
    this.#listeners.clear();
  }

  /** Holds the model worker for as long as the work takes, even where the visitor switches the backend meanwhile. */
  async #withModel<T>(signal: AbortSignal | undefined, work: (ready: Ready) => Promise<T>): Promise<T> {
    this.#revive();
    const ready = await abortable(this.#whenReady(), signal);
    ready.session.acquire();
    try {
      return await work(ready);
    } finally {
      ready.session.release();
    }
  }

  /** A worker that crashed twice in a row stays off by itself; whoever asks for something new lets it try again. */
  #revive(): void {
    this.#features.revive();
    this.#session?.revive();
  }

  /** The model that the visitor wants, loaded on the backend that the visitor wants. */
  #whenReady(): Promise<Ready> {
    const { status, model } = this.#state;
    if (status === 'ready' && this.#ready?.model.name === model && !this.#ready.session.isRetired) {
      return Promise.resolve(this.#ready);
    }
    this.#loading ??= this.#load();
    return this.#loading;
  }

  #reload(): void {
    this.#wish += 1;
    if (!this.#hasStarted) return;
    this.#loading = this.#load();
    // Told in the snapshot; whoever waits for it is told as well.
    this.#loading.catch(() => undefined);
  }

  async #load(): Promise<Ready> {
    this.#hasStarted = true;
    this.#features.first.start();
    const { model: name } = this.#state;
    const wish = this.#wish;
    this.#update({ status: 'loading', error: null });
    try {
      const session = await this.#openSession();
      const model = await session.load(name);
      if (wish !== this.#wish) return await this.#whenReady();
      this.#ready = { session, model };
      this.#update({ status: 'ready', metadata: model.metadata });
      return this.#ready;
    } catch (thrown) {
      if (wish !== this.#wish) return this.#whenReady();
      this.#giveUp(thrown);
      throw thrown;
    } finally {
      if (wish === this.#wish) this.#loading = null;
    }
  }

  async #openSession(): Promise<ModelSession> {
    const choosing = this.#choice;
    const choice = await choosing;
    if (choosing !== this.#choice) return this.#openSession();
    const { createModelWorker, baseUrl } = this.#parts;
    this.#session ??= new ModelSession(
      createModelWorker,
      baseUrl,
      choice,
      (backend) => this.#showBackend(backend),
      (name) => this.ownModels.find(name)?.zip ?? null,
    );
    return this.#session;
  }

  /** Goes back to the former model where there is one. */
  #giveUp(thrown: unknown): void {
    const error = toPlainError(thrown);
    const former = this.#ready;
    if (former === null || former.session.isRetired || former.model.name === this.#state.model) {
      this.#update({ status: 'failed', error });
    } else {
      const { name: model, metadata } = former.model;
      this.#update({ model, metadata, status: 'ready', error });
    }
  }

  async #lookUpBackend(preference: BackendPreference): Promise<BackendInfo> {
    const choice = await this.#parts.chooseBackend(preference);
    if (this.#state.preference === preference && this.#session === null) this.#showBackend(choice);
    return choice;
  }

  #showBackend(backend: BackendInfo): void {
    const shown = this.#state.backend;
    if (
      shown?.name !== backend.name ||
      shown.reason !== backend.reason ||
      shown.adapter !== backend.adapter
    ) {
      this.#update({ backend });
    }
  }

  #update(change: Partial<RecogniserState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function choiceOf({ model: { metadata } }: Ready): FrontEndChoice {
  return { frontEnd: metadata.frontEnd, normalisation: metadata.normalisation };
}

type ClipToPredict = Pick<Scoring, 'isSilent' | 'decodeMs' | 'featuresMs'> & {
  readonly features: Features;
  readonly fingerprint: string;
  readonly frontEnd: FrontEnd;
};

async function predictOne(
  { session, model }: Ready,
  { features, fingerprint, frontEnd, isSilent, decodeMs, featuresMs }: ClipToPredict,
  signal: AbortSignal | undefined,
): Promise<Scoring> {
  const lengths = lengthsOf([features]);
  const request = { name: model.name, values: features.values, lengths, numClips: 1, fingerprint, frontEnd };
  const { scores, modelMs } = await session.predict(request, signal);
  const ranking = rankScores(scores, model.metadata);
  return { ...ranking, scores, isSilent, decodeMs, featuresMs, modelMs, modelName: model.name };
}
