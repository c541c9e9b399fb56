import { toPhonoscopeError } from '../../../core/errors.ts';
import { type DecodeOptions, optionsFor } from '../../../core/language/decoder/decode-options.ts';
import type { Decoding } from '../../../core/language/decoder/decode-sound.ts';
import type { WindowKind } from '../../../core/language/decoder/decode-options.ts';
import type { LanguageChoice } from '../../../workers/language-protocol.ts';
import type {
  AnalysedClip,
  ClipSource,
  ModelName,
  PlainError,
  Recording,
} from '../../../workers/protocol.ts';
import type { ScoredSpeech } from '../../../workers/score-speech.ts';
import { Store } from '../../shared/store.ts';
import { NewestWins } from './newest-wins.ts';
import { priorsOf } from './priors-of.ts';
import { wordsOf } from './result/compare-sentences.ts';
import type { SpeechDecoder, SpeechRecogniser } from './speech-clients.ts';

/** Where a recording came from; the page names it in its own language. */
export type SpeechOrigin =
  | { readonly kind: 'sample'; readonly words: readonly string[] }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'take'; readonly number: number };

/** A recording and what the classifier made of it. */
export type HeardSpeech = {
  readonly origin: SpeechOrigin;
  readonly source: ClipSource;
  /** What the page draws of it. */
  readonly clip: AnalysedClip;
  readonly scored: ScoredSpeech;
};

/** What was said, with the language model that was chosen and without one. */
export type DecodedSpeech = {
  readonly chosen: Decoding;
  /** Null where no language model is chosen. */
  readonly plain: Decoding | null;
  /** How long the search for the words took, there and back. */
  readonly decodeMs: number;
};

export type SpeechState = {
  /** The last recording that worked; an error leaves it as it is. */
  readonly heard: HeardSpeech | null;
  /** Of the recording above; what was found before an error stays. */
  readonly decoded: DecodedSpeech | null;
  /** What somebody who still speaks has said so far; null while nobody does. */
  readonly spoken: readonly string[] | null;
  readonly isScoring: boolean;
  /** How far the scoring is, 0…1; null while nobody can tell. */
  readonly share: number | null;
  readonly isDecoding: boolean;
  readonly kind: WindowKind;
  readonly options: DecodeOptions;
  readonly language: LanguageChoice;
  readonly failure: { readonly origin: SpeechOrigin; readonly error: PlainError } | null;
  /** Why the words could not be found, such as a mistake in the grammar. */
  readonly decodeError: PlainError | null;
};

type Request = Pick<HeardSpeech, 'origin' | 'source'>;

/** How many sentences are listed. */
const numSentences = 10;

/**
 * Hears one recording of several words after another. The model runs once for each; other weights or another language
 * only search its scores anew.
 */
export class SpeechSession extends Store<SpeechState> {
  readonly #recogniser: SpeechRecogniser;
  readonly #decoder: SpeechDecoder;
  readonly #now: () => number;
  readonly #decodings = new NewestWins(() => this.#decodeOnce());
  readonly #followings = new NewestWins(() => this.#followOnce());
  /** A take that goes on. */
  #growing: Recording | null = null;
  #scoring: AbortController | null = null;
  #decoding = new AbortController();
  #last: Request | null = null;
  /** The model in use, once that is known. */
  #model: ModelName | null = null;
  #ngrams: readonly object[] = [];
  #numTakes = 0;

  /** @param now a clock in milliseconds. */
  constructor(recogniser: SpeechRecogniser, decoder: SpeechDecoder, now: () => number) {
    super({
      heard: null,
      decoded: null,
      spoken: null,
      isScoring: false,
      share: null,
      isDecoding: false,
      kind: 'frames',
      options: optionsFor('frames'),
      language: { kind: 'none' },
      failure: null,
      decodeError: null,
    });
    this.#recogniser = recogniser;
    this.#decoder = decoder;
    this.#now = now;
  }

  /**
   * Hears a recording; it takes the place of one that is still being worked on.
   *
   * @param model the one that knows its words; the one in use otherwise.
   */
  async hear(origin: SpeechOrigin, source: ClipSource, model?: ModelName): Promise<void> {
    if (model !== undefined) {
      this.#model = model;
      this.#recogniser.setModel(model);
    }
    await this.#score({ origin, source });
  }

  /** Hears the recording again where another model has been chosen. */
  async followModel(model: ModelName): Promise<void> {
    if (this.#model === model) return;
    const isFirst = this.#model === null;
    this.#model = model;
    if (!isFirst) await this.hearAgain();
  }

  /** Finds the words of a take that goes on; where that takes longer than the take grows, only of the newest. */
  async followTake(recording: Recording): Promise<void> {
    this.#growing = recording;
    await this.#followings.ask();
  }

  async hearTake(recording: Recording): Promise<void> {
    this.#growing = null;
    this.#numTakes += 1;
    await this.hear({ kind: 'take', number: this.#numTakes }, recording);
  }

  /** Hears the last recording again: after a failure, or with another model. */
  async hearAgain(): Promise<void> {
    if (this.#last !== null) await this.#score(this.#last);
  }

  cancel(): void {
    this.#scoring?.abort();
    this.#scoring = null;
    this.update({ isScoring: false, share: null });
  }

  dismissFailure(): void {
    this.update({ failure: null });
  }

  /** Chooses how the sound is scored, with the settings that go with it. */
  async setKind(kind: WindowKind): Promise<void> {
    if (kind === this.getSnapshot().kind) return;
    this.update({ kind, options: optionsFor(kind) });
    await this.hearAgain();
  }

  async setOptions(change: Partial<DecodeOptions>): Promise<void> {
    this.update({ options: { ...this.getSnapshot().options, ...change } });
    await this.#decodings.ask();
  }

  async resetOptions(): Promise<void> {
    await this.setOptions(optionsFor(this.getSnapshot().kind));
  }

  async setLanguage(language: LanguageChoice): Promise<void> {
    this.update({ language });
    await this.#decodings.ask();
  }

  /** Searches again where an N-gram model has been trained anew: then the list is another one. */
  async followNgrams(ngrams: readonly object[]): Promise<void> {
    if (this.#ngrams === ngrams) return;
    this.#ngrams = ngrams;
    if (this.getSnapshot().language.kind === 'ngram') await this.#decodings.ask();
  }

  async #score(request: Request): Promise<void> {
    this.#scoring?.abort();
    const scoring = new AbortController();
    this.#scoring = scoring;
    this.#last = request;
    this.update({ isScoring: true, share: null, failure: null });
    const { kind } = this.getSnapshot();
    const onProgress = (share: number) => {
      if (this.#scoring === scoring) this.update({ share });
    };
    try {
      const { signal } = scoring;
      const [scored, clip] = await Promise.all([
        this.#recogniser.scoreSpeech(request.source, { kind, signal, onProgress }),
        this.#recogniser.analyse(request.source, { signal }),
      ]);
      if (this.#scoring !== scoring) return;
      this.#decoding.abort();
      this.#decoding = new AbortController();
      this.update({ heard: { ...request, clip, scored }, decoded: null, decodeError: null, spoken: null });
      await this.#decodings.ask();
    } catch (thrown) {
      if (this.#scoring === scoring) this.#fail(request.origin, thrown);
    } finally {
      if (this.#scoring === scoring) {
        this.#scoring = null;
        this.update({ isScoring: false, share: null });
      }
    }
  }

  /** What fails here fails again, and is told, when the take is over. */
  async #followOnce(): Promise<void> {
    const recording = this.#growing;
    if (recording === null) return;
    const { kind, options, language } = this.getSnapshot();
    try {
      const scored = await this.#recogniser.scoreSpeech(recording, { kind });
      const { sound, labelSet } = scored;
      const priors = priorsOf(scored, options);
      const setup = { sound, labelSet, options, priors, language, count: 1, isEnd: false };
      const { nBest } = await this.#decoder.decode(setup);
      if (this.#growing !== null) this.update({ spoken: wordsOf(nBest[0]) });
    } catch {
      // Nothing to show.
    }
  }

  #fail(origin: SpeechOrigin, thrown: unknown): void {
    const error = plain(thrown);
    this.update({ spoken: null, ...(error.code === 'aborted' ? {} : { failure: { origin, error } }) });
  }

  async #decodeOnce(): Promise<void> {
    const { heard, options, language } = this.getSnapshot();
    if (heard === null) return;
    const { sound, labelSet } = heard.scored;
    const priors = priorsOf(heard.scored, options);
    const { signal } = this.#decoding;
    const find = (by: LanguageChoice) =>
      this.#decoder.decode(
        { sound, labelSet, options, priors, language: by, count: numSentences },
        { signal },
      );
    this.update({ isDecoding: true });
    const startMs = this.#now();
    try {
      const chosen = await find(language);
      const decodeMs = this.#now() - startMs;
      const without = language.kind === 'none' ? null : await find({ kind: 'none' });
      if (heard === this.getSnapshot().heard)
        this.update({ decoded: { chosen, plain: without, decodeMs }, decodeError: null });
    } catch (thrown) {
      const error = plain(thrown);
      if (error.code !== 'aborted' && heard === this.getSnapshot().heard) this.update({ decodeError: error });
    } finally {
      this.update({ isDecoding: false });
    }
  }
}

/** An error without its stack, as state keeps it. */
export function plain(thrown: unknown): PlainError {
  const { code, message, details } = toPhonoscopeError(thrown);
  return { code, message, details };
}
