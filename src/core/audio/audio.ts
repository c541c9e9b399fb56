/** Something worth telling about a recording that could be read all the same. */
export type AudioNote = {
  readonly code: 'truncated';
  readonly expectedSamples: number;
  readonly foundSamples: number;
};

/** Decoded sound. Each channel holds the same number of samples, nominally in −1…1. */
export type Audio = {
  readonly sampleRateHz: number;
  readonly channels: readonly Float32Array[];
  readonly notes: readonly AudioNote[];
};
