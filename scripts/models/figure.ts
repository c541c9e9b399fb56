import { wilsonInterval } from '../../src/core/evaluation/wilson-interval.ts';

/** A share of clips that were right, with its Wilson 95 % interval; rounded to hundredths of a per cent. */
export type Figure = {
  readonly numClips: number;
  readonly accuracy: number;
  readonly interval: [number, number];
};

export function makeFigure(numRight: number, numClips: number): Figure {
  const round = (share: number) => Math.round(share * 10_000) / 10_000;
  const [low, high] = wilsonInterval(numRight, numClips);
  return { numClips, accuracy: round(numRight / Math.max(1, numClips)), interval: [round(low), round(high)] };
}

export function formatFigure({ accuracy, numClips, interval: [low, high] }: Figure): string {
  const percent = (share: number) => (share * 100).toFixed(1);
  return `${percent(accuracy)} % of ${numClips} (95 %: ${percent(low)}–${percent(high)})`;
}
