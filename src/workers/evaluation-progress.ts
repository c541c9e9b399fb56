import type { Prediction } from '../core/evaluation/evaluation.ts';
import type { EvaluateProgress, UnreadableClip } from './protocol.ts';

/** At most ten reports a second: more would only keep the page from drawing. */
const minReportGapMs = 100;
/** Before this the speed is a guess. */
const minElapsedSec = 0.5;

/** Gathers what an evaluation has finished and reports it, not too often. */
export class EvaluationProgress {
  readonly predictions: Prediction[] = [];
  readonly unreadable: UnreadableClip[] = [];
  readonly #total: number;
  readonly #report: (progress: EvaluateProgress) => void;
  readonly #now: () => number;
  readonly #startMs: number;
  #lastReportMs = -Infinity;
  #numPredictionsReported = 0;
  #numUnreadableReported = 0;

  /** @param now a clock in milliseconds; it starts to count at once. */
  constructor(total: number, report: (progress: EvaluateProgress) => void, now: () => number) {
    this.#total = total;
    this.#report = report;
    this.#now = now;
    this.#startMs = now();
  }

  get elapsedSec(): number {
    return (this.#now() - this.#startMs) / 1000;
  }

  /** Takes a finished chunk and reports, unless the last report is too young; the end is always reported. */
  add(predictions: readonly Prediction[], unreadable: readonly UnreadableClip[]): void {
    this.predictions.push(...predictions);
    this.unreadable.push(...unreadable);
    const isFinished = this.#numDone === this.#total;
    if (isFinished || this.#now() - this.#lastReportMs >= minReportGapMs) this.report();
  }

  report(): void {
    this.#lastReportMs = this.#now();
    const done = this.#numDone;
    const clipsPerSec = this.elapsedSec > 0 ? done / this.elapsedSec : 0;
    const isGuess = this.elapsedSec < minElapsedSec || clipsPerSec === 0;
    const finished = this.predictions.slice(this.#numPredictionsReported);
    const unreadable = this.unreadable.slice(this.#numUnreadableReported);
    this.#numPredictionsReported = this.predictions.length;
    this.#numUnreadableReported = this.unreadable.length;
    const secLeft = isGuess ? null : (this.#total - done) / clipsPerSec;
    this.#report({ done, total: this.#total, clipsPerSec, secLeft, finished, unreadable });
  }

  get #numDone(): number {
    return this.predictions.length + this.unreadable.length;
  }
}
