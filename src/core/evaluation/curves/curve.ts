/** Points of a curve, in order along it. */
export type Curve = {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The score from which on a clip is taken, for each point; Infinity where none is. Null for averaged curves. */
  readonly thresholds: Float64Array | null;
};
