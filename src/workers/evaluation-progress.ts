import {
  emptyMeasures,
  type ScoredClips,
  setMeasures,
  sliceMeasures,
} from '../core/evaluation/table-builder.ts';
import type { EvaluateProgress, UnreadableClip } from './protocol.ts';

/** At most five reports a second: each draws the matrix anew, and takes processor time from the workers. */
const minReportGapMs = 200;
/** Before this the speed is a guess. */
const minElapsedSec = 0.5;

/** Gathers what an evaluation has finished and reports it, not too often. */
export class EvaluationProgress {
  readonly unreadable: UnreadableClip[] = [];
  readonly #total: number;
  readonly #clips: Int32Array;
  readonly #scores: Float32Array;
  readonly #measures: ReturnType<typeof emptyMeasures>;
  readonly #numLabels: number;
  readonly #report: (progress: EvaluateProgress) => void;
  readonly #now: () => number;
  readonly #startMs: number;
  #numHeard = 0;
  #lastReportMs = -Infinity;
  #numHeardReported = 0;
  #numUnreadableReported = 0;

  /** @param now a clock in milliseconds; it starts to count at once. */
  constructor(
    total: number,
    numLabels: number,
    report: (progress: EvaluateProgress) => void,
    now: () => number,
  ) {
    this.#total = total;
    this.#numLabels = numLabels;
    this.#clips = new Int32Array(total);
    this.#scores = new Float32Array(total * numLabels);
    this.#measures = emptyMeasures(total);
    this.#report = report;
    this.#now = now;
    this.#startMs = now();
  }

  get elapsedSec(): number {
    return (this.#now() - this.#startMs) / 1000;
  }

  /** All that was heard. */
  get heard(): ScoredClips {
    return this.#heardFrom(0);
  }

  /** Takes a finished chunk and reports, unless the last report is too young; the end is always reported. */
  add({ clips, scores, measures }: ScoredClips, unreadable: readonly UnreadableClip[]): void {
    this.#clips.set(clips, this.#numHeard);
    setMeasures(this.#measures, measures, this.#numHeard);
    this.#scores.set(scores.subarray(0, clips.length * this.#numLabels), this.#numHeard * this.#numLabels);
    this.#numHeard += clips.length;
    this.unreadable.push(...unreadable);
    const isFinished = this.#numDone === this.#total;
    if (isFinished || this.#now() - this.#lastReportMs >= minReportGapMs) this.report();
  }

  report(): void {
    this.#lastReportMs = this.#now();
    const done = this.#numDone;
    const clipsPerSec = this.elapsedSec > 0 ? done / this.elapsedSec : 0;
    const isGuess = this.elapsedSec < minElapsedSec || clipsPerSec === 0;
    const finished = this.#heardFrom(this.#numHeardReported);
    const unreadable = this.unreadable.slice(this.#numUnreadableReported);
    this.#numHeardReported = this.#numHeard;
    this.#numUnreadableReported = this.unreadable.length;
    const secLeft = isGuess ? null : (this.#total - done) / clipsPerSec;
    this.#report({ done, total: this.#total, clipsPerSec, secLeft, finished, unreadable });
  }

  #heardFrom(first: number): ScoredClips {
    return {
      clips: this.#clips.subarray(first, this.#numHeard),
      scores: this.#scores.subarray(first * this.#numLabels, this.#numHeard * this.#numLabels),
      measures: sliceMeasures(this.#measures, first, this.#numHeard),
    };
  }

  get #numDone(): number {
    return this.#numHeard + this.unreadable.length;
  }
}
