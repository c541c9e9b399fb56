/** How training clips are varied; 0 or null switches a kind off. */
export type AugmentOptions = {
  /** Moves the clip by up to this much, either way. */
  readonly shiftSec: number;
  /** Plays up to this share faster and higher, or slower and lower, as a tape would (0.15 = ±15 %). */
  readonly speed: number;
  /** Makes it louder or softer by up to this much, after it was brought to its level. */
  readonly gainDb: number;
  /** Moves all frequencies by up to this share at unchanged tempo, as another speaker's vocal tract would. */
  readonly vocalTract: number;
  readonly noise: { readonly probability: number; readonly snrDb: readonly [number, number] } | null;
  /** A tail as in a room; `decaySec` is the time in which it falls by 60 dB. */
  readonly room: { readonly probability: number; readonly decaySec: readonly [number, number] } | null;
  /** Cuts high frequencies, as a telephone would. */
  readonly lowPass: { readonly probability: number; readonly hz: readonly [number, number] } | null;
  /** Blanks up to so many bands and frames of the features, `masks` times each. */
  readonly specAugment: { readonly masks: number; readonly bands: number; readonly frames: number } | null;
  /** Blends two clips of a batch and their labels; `alpha` 0.1 = mostly one of them, 1 = any share alike. */
  readonly mixup: { readonly probability: number; readonly alpha: number } | null;
};

/** Everything off. */
export const noAugmentation: AugmentOptions = {
  shiftSec: 0,
  speed: 0,
  gainDb: 0,
  vocalTract: 0,
  noise: null,
  room: null,
  lowPass: null,
  specAugment: null,
  mixup: null,
};
