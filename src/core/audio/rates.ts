/** Sampling rates that can be read, in Hz. */
export const minRateHz = 4000;
export const maxRateHz = 192_000;
