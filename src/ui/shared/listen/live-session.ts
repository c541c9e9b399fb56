import { SampleRing } from '../../../core/audio/sample-ring.ts';
import { toPhonoscopeError } from '../../../core/errors.ts';
import { LiveDetector } from '../../../core/models/live-detector.ts';
import type { ModelMetadata } from '../../../core/models/metadata.ts';
import type { Classification, PlainError } from '../../../workers/protocol.ts';
import type { Recogniser } from '../../../workers/recogniser.ts';
import type { Listener } from './microphone-session.ts';
import { Store } from '../store.ts';

/** A word that live mode has heard. */
export type LiveWord = {
  readonly number: number;
  readonly label: string;
  readonly score: number;
  readonly timeSec: number;
};

type LiveState = {
  readonly isListening: boolean;
  /** The newest window; null before the first. */
  readonly newest: Classification | null;
  /** Mean scores of the last windows, in the order of the labels. */
  readonly smoothed: Float32Array | null;
  /** Newest first. */
  readonly words: readonly LiveWord[];
  readonly numPredictions: number;
  readonly predictionsPerSec: number;
  readonly error: PlainError | null;
};

const startState: LiveState = {
  isListening: false,
  newest: null,
  smoothed: null,
  words: [],
  numPredictions: 0,
  predictionsPerSec: 0,
  error: null,
};
/** Of a model that takes clips of any length. */
const anyLengthSec = 1;
/** What is kept of the past: no shipped model hears more at once. */
const ringSec = 5;
const maxWords = 8;
/** The rate is the mean over this time. */
const rateSec = 2;

/**
 * Hears words as they come: the last window again and again, whatever is in it. While one is worked on, newer sound
 * replaces what waits.
 */
export class LiveSession extends Store<LiveState> implements Listener {
  readonly #recogniser: Recogniser;
  #ring = new SampleRing(1);
  #sampleRateHz = 0;
  #detector: { metadata: ModelMetadata; live: LiveDetector } | null = null;
  #running: AbortController | null = null;
  #nextAtSample = 0;
  #finishedAtMs: number[] = [];

  constructor(recogniser: Recogniser) {
    super(startState);
    this.#recogniser = recogniser;
  }

  start(sampleRateHz: number): void {
    this.#sampleRateHz = sampleRateHz;
    this.#ring = new SampleRing(ringSec * sampleRateHz);
    this.#detector = null;
    this.#running = null;
    this.#nextAtSample = 0;
    this.#finishedAtMs = [];
    this.update({ ...startState, isListening: true });
  }

  push(samples: Float32Array): boolean {
    this.#ring.push(samples);
    if (this.#running === null && this.#ring.numPushed >= this.#nextAtSample) void this.#predict();
    return this.getSnapshot().error !== null;
  }

  dismissError(): void {
    this.update({ error: null });
  }

  finish(): void {
    this.#running?.abort();
    this.#running = null;
    this.update({ isListening: false, predictionsPerSec: 0 });
  }

  async #predict(): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    const { metadata } = this.#recogniser.getSnapshot();
    const { hopSec } = metadata?.live ?? { hopSec: 0 };
    const endSample = this.#ring.numPushed;
    // In step with the sound; what has been missed is left out.
    this.#nextAtSample = Math.max(this.#nextAtSample + hopSec * this.#sampleRateHz, endSample);
    const samples = this.#ring.latest(windowSec(metadata) * this.#sampleRateHz);
    const source = { samples, sampleRateHz: this.#sampleRateHz };
    try {
      const newest = await this.#recogniser.classify(source, { signal: running.signal });
      if (this.#running === running) this.#take(newest, endSample / this.#sampleRateHz);
    } catch (thrown) {
      if (this.#running !== running) return;
      const { code, message, details } = toPhonoscopeError(thrown);
      if (code !== 'aborted') this.update({ error: { code, message, details } });
    } finally {
      if (this.#running === running) this.#running = null;
    }
  }

  #take(newest: Classification, timeSec: number): void {
    const { metadata } = this.#recogniser.getSnapshot();
    // The visitor has just switched models: this window was heard by the former one.
    if (metadata === null || newest.scores.length !== metadata.labels.length) return;
    if (this.#detector?.metadata !== metadata)
      this.#detector = { metadata, live: new LiveDetector(metadata) };
    const { smoothed, fired } = this.#detector.live.push(timeSec, newest.scores, newest.isSilent);
    const { words, numPredictions } = this.getSnapshot();
    const number = (words[0]?.number ?? 0) + 1;
    this.update({
      newest,
      smoothed,
      words: fired === null ? words : [{ number, timeSec, ...fired }, ...words].slice(0, maxWords),
      numPredictions: numPredictions + 1,
      predictionsPerSec: this.#countRate(),
    });
  }

  #countRate(): number {
    const nowMs = performance.now();
    this.#finishedAtMs = [...this.#finishedAtMs, nowMs].filter((ms) => nowMs - ms <= rateSec * 1000);
    const [firstMs = nowMs] = this.#finishedAtMs;
    return nowMs > firstMs ? ((this.#finishedAtMs.length - 1) * 1000) / (nowMs - firstMs) : 0;
  }
}

function windowSec(metadata: ModelMetadata | null): number {
  const clipSamples = metadata?.frontEnd.clipSamples ?? null;
  if (metadata === null || clipSamples === null) return anyLengthSec;
  return Math.min(ringSec, clipSamples / metadata.frontEnd.sampleRate);
}
