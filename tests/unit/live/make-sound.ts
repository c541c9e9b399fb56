export const rateHz = 16_000;

/** A stretch of `sec` seconds: a tone of an amplitude, or pseudo-random noise. */
type Stretch = { sec: number; tone?: number; noise?: number };

export function sound(stretches: readonly Stretch[], sampleRateHz = rateHz): Float32Array {
  let state = 1;
  const samples: number[] = [];
  for (const { sec, tone = 0, noise = 0 } of stretches) {
    for (let i = 0; i < sec * sampleRateHz; i++) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      samples.push(
        tone * Math.sin((2 * Math.PI * 300 * i) / sampleRateHz) + noise * (state / 1_073_741_824 - 1),
      );
    }
  }
  return Float32Array.from(samples);
}
