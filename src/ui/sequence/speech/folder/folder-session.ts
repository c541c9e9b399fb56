import { alignWords } from '../../../../core/evaluation/align-words.ts';
import { countErrors, findMissingWords, measureWordErrors } from '../../../../core/evaluation/word-errors.ts';
import { sortLabels } from '../../../../core/language/decoder/emissions.ts';
import type { TriedWeights } from '../../../../core/language/decoder/search-weights.ts';
import type { ScoredSpeech } from '../../../../workers/score-speech.ts';
import type { FolderFile } from '../../../shared/folder/folder-plan.ts';
import { Store } from '../../../shared/store.ts';
import { priorsOf } from '../priors-of.ts';
import { wordsOf } from '../result/compare-sentences.ts';
import type { SpeechDecoder, SpeechRecogniser } from '../speech-clients.ts';
import { plain } from '../speech-session.ts';
import {
  emptyFolder,
  type FolderRow,
  type FolderState,
  type FolderWork,
  type SpeechSettings,
  waitingRow,
} from './folder-state.ts';
import { openSpeechFolder, type SpeechFile, type SpeechFolder } from './speech-folder.ts';
import { gridFor } from './weight-grid.ts';

/** What is kept of a recording: its scores, not its sound. */
type Scored = Pick<ScoredSpeech, 'sound' | 'labelSet'>;

/** Measures how well the words of a folder's recordings are heard, and searches weights for it. */
export class FolderSession extends Store<FolderState> {
  readonly #recogniser: SpeechRecogniser;
  readonly #decoder: SpeechDecoder;
  #abort = new AbortController();
  /** By number of the recording; those that could not be heard have none. */
  readonly #scored = new Map<number, Scored>();

  constructor(recogniser: SpeechRecogniser, decoder: SpeechDecoder) {
    super(emptyFolder);
    this.#recogniser = recogniser;
    this.#decoder = decoder;
  }

  /**
   * Opens a folder and measures it.
   *
   * @param known the words that the model tells apart.
   */
  async open(
    files: readonly FolderFile[],
    fallbackName: string,
    known: readonly string[],
    settings: SpeechSettings,
  ): Promise<void> {
    await this.#work('opening', 0, async (signal) => {
      const folder = await openSpeechFolder(files, fallbackName, known);
      signal.throwIfAborted();
      await this.#score(folder, settings, signal);
    });
  }

  /** Measures the folder again; the model runs only where it is another one, or the scores are of another kind. */
  async measureAgain(settings: SpeechSettings): Promise<void> {
    const { folder, settings: former } = this.getSnapshot();
    if (folder === null) return;
    const isOther = former?.kind !== settings.kind || former.model !== settings.model;
    if (isOther || this.#scored.size === 0) {
      await this.#work('scoring', folder.files.length, (signal) => this.#score(folder, settings, signal));
      return;
    }
    await this.#work('decoding', folder.files.length, async (signal) => {
      this.update({ settings, errors: null });
      await this.#goThrough(folder.files, signal, async (file, index) => {
        const scored = this.#scored.get(index);
        if (scored !== undefined) await this.#measure(index, file, scored, settings, signal);
      });
    });
  }

  /** Tries pairs of language model weight and word insertion penalty on the scores that are there. */
  async searchWeights({ options, language }: SpeechSettings): Promise<void> {
    const { folder } = this.getSnapshot();
    const [labelSet] = Array.from(this.#scored.values(), (scored) => scored.labelSet);
    if (folder === null || labelSet === undefined) return;
    const recordings = folder.files.flatMap(({ reference: words }, index) => {
      const sound = this.#scored.get(index)?.sound;
      return sound === undefined ? [] : [{ words, sound }];
    });
    const grid = gridFor(language, options.lmWeight);
    const total = grid.lmWeights.length * grid.wordInsertionPenalties.length;
    await this.#work('grid', total, async (signal) => {
      let tried: readonly TriedWeights[] = [];
      const show = () => this.update({ grid: { ...grid, tried }, done: tried.length });
      const onProgress = (weights: TriedWeights) => {
        if (signal.aborted) return;
        tried = [...tried, weights];
        show();
      };
      show();
      const request = { recordings, labelSet, options, priors: null, language, grid };
      await this.#decoder.searchWeights(request, { signal, onProgress });
    });
  }

  /** Stops what is going on; what it did stays. */
  cancel(): void {
    this.#abort.abort();
  }

  /** Back to the beginning. */
  clear(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#scored.clear();
    this.update(emptyFolder);
  }

  dismissError(): void {
    this.update({ error: null });
  }

  /** Stops whatever goes on, begins something else, and keeps its errors in the state. */
  async #work(work: FolderWork, total: number, run: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#abort.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.update({ work, done: 0, total, error: null });
    try {
      await run(abort.signal);
    } catch (thrown) {
      if (this.#abort === abort && !abort.signal.aborted) this.update({ error: plain(thrown) });
    } finally {
      if (this.#abort === abort) this.update({ work: null, errors: measureRows(this.getSnapshot().rows) });
    }
  }

  async #score(folder: SpeechFolder, settings: SpeechSettings, signal: AbortSignal): Promise<void> {
    const { files } = folder;
    this.#scored.clear();
    this.update({
      ...emptyFolder,
      folder,
      settings,
      rows: files.map(waitingRow),
      work: 'scoring',
      total: files.length,
    });
    const { kind } = settings;
    await this.#goThrough(files, signal, async (file, index) => {
      try {
        const scored = await this.#recogniser.scoreSpeech(file.file, { kind, signal });
        if (this.getSnapshot().modelName === null) this.#noteModel(files, scored);
        // The sound itself would fill the memory.
        this.#scored.set(index, { sound: scored.sound, labelSet: scored.labelSet });
        await this.#measure(index, file, scored, settings, signal);
      } catch (thrown) {
        const error = plain(thrown);
        // A file that cannot be read says nothing of the others.
        if (signal.aborted || !isAboutFile(error.code)) throw thrown;
        this.#show(index, { ...waitingRow(file), error });
      }
    });
  }

  #noteModel(files: readonly SpeechFile[], { labelSet, modelName }: ScoredSpeech): void {
    const known = sortLabels(labelSet).words.map(({ word }) => word);
    const references = files.map(({ reference }) => reference);
    this.update({ modelName, missing: findMissingWords(references, known) });
  }

  async #goThrough(
    files: readonly SpeechFile[],
    signal: AbortSignal,
    visit: (file: SpeechFile, index: number) => Promise<void>,
  ): Promise<void> {
    for (const [index, file] of files.entries()) {
      signal.throwIfAborted();
      await visit(file, index);
      signal.throwIfAborted();
      this.update({ done: index + 1 });
    }
  }

  async #measure(
    index: number,
    file: SpeechFile,
    scored: Scored,
    settings: SpeechSettings,
    signal: AbortSignal,
  ): Promise<void> {
    const { options, language } = settings;
    const { sound, labelSet } = scored;
    const priors = priorsOf(scored, options);
    const request = { sound, labelSet, options, priors, language, count: 1 };
    const { nBest } = await this.#decoder.decode(request, { signal });
    const hypothesis = wordsOf(nBest[0]);
    signal.throwIfAborted();
    const alignment = alignWords(file.reference, hypothesis);
    this.#show(index, { ...waitingRow(file), hypothesis, alignment, counts: countErrors(alignment) });
  }

  #show(index: number, row: FolderRow): void {
    this.update({ rows: this.getSnapshot().rows.with(index, row) });
  }
}

function measureRows(rows: readonly FolderRow[]): FolderState['errors'] {
  const heard = rows.flatMap(({ reference, hypothesis }) =>
    hypothesis === null ? [] : [{ reference, hypothesis }],
  );
  return heard.length === 0 ? null : measureWordErrors(heard);
}

function isAboutFile(code: string): boolean {
  return code.startsWith('audio-') || code === 'file-unreadable';
}
