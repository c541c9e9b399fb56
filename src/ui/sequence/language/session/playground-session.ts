import type { LanguageModels } from '../../../../workers/language-models.ts';
import { toPlainError } from '../../../../workers/plain-error.ts';
import { Store } from '../../../shared/store.ts';
import { sampleTexts, type SampleLanguage } from '../sample-texts.ts';
import { isLoss, LiveResults } from './live-results.ts';
import { isModelFile, openText } from './open-text.ts';
import {
  firstSettings,
  modelKeys,
  type ModelKind,
  type PlaygroundSettings,
  type PlaygroundState,
  smoothingOf,
  textOf,
  type TextSource,
} from './playground-state.ts';
import { openFile, type UnopenedFile } from '../../../../platform/browser/stored-file.ts';

/** How long a pause in typing is. */
const typingMs = 150;
const maxPast = 1000;

const openingKey = 'playground-opening';

/** The playground's work and its results; lives as long as the page, so they survive a change of panel. */
export class PlaygroundSession {
  readonly #languages: LanguageModels;
  readonly #store: Store<PlaygroundState>;
  #work = new AbortController();
  readonly #live: LiveResults;

  /** @param language whose sample stands there at first. */
  constructor(languages: LanguageModels, language: SampleLanguage) {
    this.#languages = languages;
    this.#store = new Store<PlaygroundState>({
      ...startFrom(language),
      settings: { ...firstSettings, tokenizer: sampleTexts[language].tokenizer },
      kind: 'ngram',
      models: { ngram: null, hmm: null },
      busy: null,
      error: null,
      judged: { ngram: null, hmm: null },
      isJudging: false,
      attemptError: null,
      next: null,
      generation: { seed: 1, temperature: 0.7, count: 5 },
      sentences: null,
    });
    this.#live = new LiveResults(languages, this.#store, (thrown) => this.#fail(thrown, ''));
  }

  get getSnapshot(): () => PlaygroundState {
    return this.#store.getSnapshot;
  }

  get subscribe(): (listener: () => void) => () => void {
    return this.#store.subscribe;
  }

  get #state(): PlaygroundState {
    return this.#store.getSnapshot();
  }

  loadSample(language: SampleLanguage): void {
    this.#store.update(startFrom(language));
    this.change({ tokenizer: sampleTexts[language].tokenizer });
    this.#live.refresh();
  }

  setCorpus(corpus: TextSource): void {
    this.#store.update({ corpus });
  }

  change(settings: Partial<PlaygroundSettings>): void {
    this.#store.update({ settings: { ...this.#state.settings, ...settings } });
  }

  chooseKind(kind: ModelKind): void {
    this.#store.update({ kind });
    this.#live.goOn(0);
    this.#live.generate(0);
  }

  /** Takes files that were dropped or chosen: a language model, or a text. */
  async openFiles(stored: readonly (File | UnopenedFile)[]): Promise<void> {
    const files = await Promise.all(stored.map((file) => openFile(file)));
    const model = files.find(isModelFile);
    if (model !== undefined) await this.#open(model);
    else if (files.length > 0) this.setCorpus(await openText(files));
  }

  /** Trains one of the models on the text; the other stays. */
  async train(kind: ModelKind): Promise<void> {
    const { corpus, settings } = this.#state;
    await this.#run(kind, '', async (signal) => {
      const common = { key: modelKeys[kind], text: textOf(corpus), tokenizer: settings.tokenizer };
      const open = { source: corpus, fileName: null };
      if (kind === 'ngram') {
        const argument = { ...common, order: settings.order, smoothing: smoothingOf(settings) };
        const summary = await this.#languages.trainNgram(argument, { signal });
        this.#setModels({ ngram: { summary, ...open } });
      } else {
        const { numStates, iterations, hmmSeed: seed } = settings;
        const summary = await this.#languages.trainHmm(
          { ...common, numStates, iterations, seed },
          { signal, onProgress: (progress) => this.#store.update({ busy: { with: kind, progress } }) },
        );
        this.#setModels({ hmm: { summary, ...open } });
      }
    });
  }

  cancel(): void {
    this.#work.abort();
    this.#store.update({ busy: null });
  }

  /** The model on the screen as a file. */
  async save(): Promise<File | null> {
    const { kind, models } = this.#state;
    if (models[kind] === null) return null;
    try {
      const contents = await this.#languages.save(modelKeys[kind]);
      return new File([contents], kind === 'ngram' ? 'language-model.arpa' : 'language-model.json');
    } catch (thrown) {
      this.#fail(thrown, '');
      return null;
    }
  }

  dismissError(): void {
    this.#store.update({ error: null });
  }

  setAttempt(attempt: TextSource): void {
    this.#store.update({ attempt });
    this.#live.judge(typingMs);
  }

  async openAttempt(files: readonly File[]): Promise<void> {
    this.setAttempt(await openText(files));
  }

  /** What was typed; each word that is appended can be taken back, and so can typing as a whole. */
  typeHistory(history: string): void {
    this.#store.update({ history });
    this.#live.goOn(typingMs);
  }

  setHistory(history: string): void {
    const { history: before, past } = this.#state;
    this.#store.update({ history, past: [...past, before].slice(-maxPast) });
    this.#live.goOn(0);
  }

  undoHistory(): void {
    const { past } = this.#state;
    const history = past.at(-1);
    if (history === undefined) return;
    this.#store.update({ history, past: past.slice(0, -1) });
    this.#live.goOn(0);
  }

  changeGeneration(change: Partial<PlaygroundState['generation']>): void {
    this.#store.update({ generation: { ...this.#state.generation, ...change } });
    this.#live.generate(typingMs);
  }

  async #open(file: File): Promise<void> {
    await this.#run('file', file.name, async (signal) => {
      // Under a name of its own: only the file says which model it is.
      const summary = await this.#languages.open({ key: openingKey, file }, { signal });
      const { kind } = summary;
      await this.#languages.rename(openingKey, modelKeys[kind]);
      const open = { source: null, fileName: file.name };
      if (summary.kind === 'ngram') this.#setModels({ ngram: { summary, ...open } });
      else this.#setModels({ hmm: { summary, ...open } });
      this.#store.update({ kind });
    });
  }

  /** One thing at a time: a new one ends what is under way. */
  async #run(
    what: ModelKind | 'file',
    subject: string,
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    this.#work.abort();
    this.#work = new AbortController();
    const { signal } = this.#work;
    this.#store.update({ busy: { with: what, progress: null }, error: null });
    try {
      await work(signal);
    } catch (thrown) {
      if (!signal.aborted) this.#fail(thrown, subject);
    } finally {
      if (!signal.aborted) {
        this.#store.update({ busy: null });
        this.#live.refresh();
      }
    }
  }

  #setModels(models: Partial<PlaygroundState['models']>): void {
    this.#store.update({ models: { ...this.#state.models, ...models } });
  }

  #fail(thrown: unknown, subject: string): void {
    const error = toPlainError(thrown);
    this.#store.update({ error: { error, subject } });
    if (!isLoss(thrown)) return;
    this.#store.update({
      models: { ngram: null, hmm: null },
      judged: { ngram: null, hmm: null },
      next: null,
      sentences: null,
    });
  }
}

function startFrom(language: SampleLanguage) {
  const { text, attempt, history } = sampleTexts[language];
  return {
    corpus: { text, files: [] },
    attempt: { text: attempt, files: [] },
    history,
    past: [],
  };
}
