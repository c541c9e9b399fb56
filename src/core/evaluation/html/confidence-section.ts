import { type ReliabilityBin, reliabilityBins } from '../calibration/reliability.ts';
import { accuracyTicks } from '../curves/accuracy-ticks.ts';
import { type Rejection, rejectionCurve } from '../curves/rejection-curve.ts';
import { thinCurve } from '../curves/thin-curve.ts';
import type { RunFigures } from '../run-figures.ts';
import { type Axis, chart, line, placeX, placeY, shareAxis } from './chart.ts';
import { decimals, percent } from './numbers.ts';
import { section } from './section.ts';
import type { ReportWords } from './words.ts';

const maxPoints = 120;

/** Whether the scores mean what they say: reliability, and the accuracy where unsure clips are not answered. */
export function confidenceSection({ table, metrics }: RunFigures, words: ReportWords): string {
  const rejection = rejectionCurve(table);
  if (rejection === null) return '';
  const error = metrics.get('expectedCalibrationError')?.value ?? null;
  return section(
    'confidence',
    words.confidence.title,
    `<div class="charts">
${reliabilityFigure(reliabilityBins(table), error, words)}
${rejectionFigure(rejection, words)}
</div>`,
  );
}

function reliabilityFigure(
  bins: readonly ReliabilityBin[],
  error: number | null,
  { confidence }: ReportWords,
): string {
  const x = shareAxis(confidence.highestScore);
  const y = shareAxis(confidence.shareRight);
  const even = `<path class="even" d="M${placeX(x, 0)} ${placeY(y, 0)}L${placeX(x, 1)} ${placeY(y, 1)}"/>`;
  const bars = bins.map((bin) => barOf(bin, x, y, confidence.bin)).join('');
  const errorText = error === null ? '' : confidence.error(percent(error));
  return `<figure><h3>${confidence.reliability}</h3>${chart(confidence.reliability, x, y, bars + even)}<figcaption>${confidence.reliabilityCaption}${errorText}</figcaption></figure>`;
}

function barOf(
  { low, high, count, accuracy, meanConfidence }: ReliabilityBin,
  x: Axis,
  y: Axis,
  describe: ReportWords['confidence']['bin'],
): string {
  if (accuracy === null || meanConfidence === null) return '';
  const [left, width] = [placeX(x, low) + 1, placeX(x, high) - placeX(x, low) - 2];
  const rectangle = (kind: string, from: number, to: number) =>
    `<rect class="${kind}" x="${left.toFixed(1)}" y="${placeY(y, to)}" width="${width.toFixed(1)}" height="${(placeY(y, from) - placeY(y, to)).toFixed(1)}"/>`;
  const title = `<title>${describe(decimals(low, 2), decimals(high, 2), count, percent(accuracy), percent(meanConfidence))}</title>`;
  const gap = rectangle('gap', Math.min(accuracy, meanConfidence), Math.max(accuracy, meanConfidence));
  return `<g>${title}${rectangle('bar', 0, accuracy)}${gap}</g>`;
}

function rejectionFigure({ curve, areaUnderRiskCoverage }: Rejection, words: ReportWords): string {
  const { answered, rejection, rejectionCaption } = words.confidence;
  const thin = thinCurve(curve, maxPoints);
  const x = { ...shareAxis(answered), write: wholePercent };
  const y = accuracyAxis(thin.y, words.accuracy);
  const caption = rejectionCaption(percent(areaUnderRiskCoverage));
  return `<figure><h3>${rejection}</h3>${chart(rejection, x, y, line(x, y, thin, ''))}<figcaption>${caption}</figcaption></figure>`;
}

const wholePercent = (share: number) => `${Math.round(share * 100)}\u00A0%`;

/** From below the lowest accuracy to 1. */
function accuracyAxis(accuracies: Float64Array, title: string): Axis {
  const { low, step, ticks } = accuracyTicks(accuracies);
  const write = (value: number) => `${(value * 100).toFixed(step < 0.01 ? 1 : 0)}\u00A0%`;
  return { title, low, high: 1, ticks, write };
}
