import type { ModelMetadata } from './metadata.ts';

/** The score from which a label counts as heard where the model states none. */
const defaultThreshold = 0.5;
/** Sums of hops are not exact; they must not decide which scores are in the window. */
const toleranceSec = 1e-6;

/** The score from which a label counts as heard. */
export function thresholdOf(label: string, { threshold }: ModelMetadata['live']): number {
  return threshold.get(label) ?? defaultThreshold;
}

/** What the detector makes of the scores so far. */
export type LiveUpdate = {
  /** Mean of the scores in the smoothing window, in the order of the labels. */
  readonly smoothed: Float32Array;
  /** The word that has just been heard; null most of the time. */
  readonly fired: { readonly label: string; readonly score: number } | null;
};

type Entry = { readonly timeSec: number; readonly scores: Float32Array };

/**
 * Decides when a stream of scores amounts to a word, by the rule in the model's metadata.
 *
 * The scores are averaged over `smoothingSec`. A word fires when its mean is the highest and reaches its threshold, at
 * least `minCount` scores over a quarter of the window are in, and `refractorySec` have passed since the last word. A
 * word that has fired must first fall below its threshold before it can fire again. Labels of the roles `other` and
 * `silence` never fire, nor does anything while the sound is digital silence.
 *
 * @see TensorFlow, examples/speech_commands/recognize_commands.cc. There a label fires again only after another one
 *   came up; here it only has to fall below its threshold, since a model may have no label for silence.
 */
export class LiveDetector {
  readonly #metadata: Pick<ModelMetadata, 'labels' | 'roles' | 'live'>;
  #entries: Entry[] = [];
  #lastFiredSec = -Infinity;
  /** The label that fired last and has not yet fallen below its threshold. */
  #heldLabel: string | null = null;

  constructor(metadata: Pick<ModelMetadata, 'labels' | 'roles' | 'live'>) {
    this.#metadata = metadata;
  }

  /**
   * Takes the scores of the newest window.
   *
   * @param timeSec when the window ends; must not decrease.
   * @param scores in the order of the labels.
   * @param isSilent every sample of the window is zero; the scores then count as zeros, whatever they are.
   */
  push(timeSec: number, scores: Float32Array, isSilent: boolean): LiveUpdate {
    const { live, labels } = this.#metadata;
    const kept = isSilent ? new Float32Array(labels.length) : scores.slice(0, labels.length);
    this.#entries = this.#entries.filter(
      (entry) => timeSec - entry.timeSec < live.smoothingSec - toleranceSec,
    );
    this.#entries.push({ timeSec, scores: kept });
    const smoothed = meanScores(this.#entries, labels.length);
    this.#letGo(smoothed);
    const best = indexOfHighest(smoothed);
    const label = labels[best] ?? '';
    const score = smoothed[best] ?? 0;
    const fires = !isSilent && this.#isEnough(timeSec) && this.#mayFire(label, score, timeSec);
    if (!fires) return { smoothed, fired: null };
    this.#lastFiredSec = timeSec;
    this.#heldLabel = label;
    return { smoothed, fired: { label, score } };
  }

  /** Forgets everything, as when listening starts anew. */
  reset(): void {
    this.#entries = [];
    this.#lastFiredSec = -Infinity;
    this.#heldLabel = null;
  }

  #letGo(smoothed: Float32Array): void {
    if (this.#heldLabel === null) return;
    const held = smoothed[this.#metadata.labels.indexOf(this.#heldLabel)] ?? 0;
    if (held < thresholdOf(this.#heldLabel, this.#metadata.live)) this.#heldLabel = null;
  }

  #isEnough(timeSec: number): boolean {
    const { minCount, smoothingSec } = this.#metadata.live;
    const firstSec = this.#entries[0]?.timeSec ?? timeSec;
    // With a count of one a single score is enough, whatever it spans.
    return this.#entries.length >= minCount && (minCount === 1 || timeSec - firstSec >= smoothingSec / 4);
  }

  #mayFire(label: string, score: number, timeSec: number): boolean {
    const { roles, live } = this.#metadata;
    if ((roles.get(label) ?? 'word') !== 'word' || label === this.#heldLabel) return false;
    return (
      score >= thresholdOf(label, live) && timeSec - this.#lastFiredSec >= live.refractorySec - toleranceSec
    );
  }
}

function meanScores(entries: readonly Entry[], numLabels: number): Float32Array {
  const mean = new Float32Array(numLabels);
  for (const { scores } of entries) {
    for (let label = 0; label < numLabels; label++) mean[label] = (mean[label] ?? 0) + (scores[label] ?? 0);
  }
  return mean.map((sum) => sum / Math.max(1, entries.length));
}

function indexOfHighest(scores: Float32Array): number {
  return scores.reduce((best, score, index) => (score > (scores[best] ?? 0) ? index : best), 0);
}
