import { resample } from '../../src/core/audio/resample.ts';

/** Swept sines from 1.1 × the new Nyquist frequency up, at full scale: what is left of them, in dB. */
export function aliasDb(fromHz: number, toHz: number, seconds: number): number {
  const [lowHz, highHz] = [1.1 * (toHz / 2), fromHz / 2];
  const sweep = Float32Array.from({ length: fromHz * seconds }, (_, i) => {
    const t = i / fromHz;
    return Math.sin(2 * Math.PI * (lowHz * t + ((highHz - lowHz) * t * t) / (2 * seconds)));
  });
  const output = resample(sweep, fromHz, toHz);
  // The sweep's abrupt ends are no sine; leave out the filter's length there.
  const inner = output.subarray(400, output.length - 400);
  return 20 * Math.log10(inner.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
}
