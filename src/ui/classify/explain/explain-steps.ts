import type { TFunction } from 'i18next';
import type { ExplainedFrame, ValueRange } from '../../../core/features/explain-frame.ts';
import type { FrontEnd } from '../../../core/features/front-end.ts';
import type { Format } from '../../shared/format.ts';
import { bandsHz, nearestBand } from './band-centres.ts';
import type { Layer } from './draw-layers.ts';
import { scientific } from './scientific.ts';

/** One small plot: a station of the frame on its way to the model. */
export type ExplainStep = {
  readonly name: string;
  readonly title: string;
  readonly says: string;
  /** What the plot shows at the cursor's frequency, in figures. */
  readonly value: string;
  readonly horizontal: { readonly to: number; readonly unit: string };
  readonly vertical: { readonly lowest: number; readonly highest: number; readonly unit: string };
  readonly layers: readonly Layer[];
  /** The frequency at a place of the plot; null where its horizontal axis has none. */
  readonly hzAt: ((share: number) => number) | null;
};

type Given = {
  readonly frontEnd: FrontEnd;
  readonly frame: ExplainedFrame;
  readonly hz: number;
  readonly t: TFunction;
  readonly format: Format;
};

/** The plots of one frame, in the order of the work; stations that the front end lacks are left out. */
export function explainSteps(given: Given): readonly ExplainStep[] {
  const steps = [...soundSteps(given), spectrumStep(given), ...melSteps(given), ...lateSteps(given)];
  const last = steps.pop();
  const { t } = given;
  // What the model gets is said where it is shown.
  if (last !== undefined) steps.push({ ...last, says: t('explain.says.last', { says: last.says }) });
  return steps;
}

function soundSteps({ frontEnd, frame, t, format }: Given): ExplainStep[] {
  const lengthMs = (1000 * frontEnd.fftSize) / frontEnd.sampleRate;
  const peak = Math.max(1e-3, -frame.ranges.samples[0], frame.ranges.samples[1]);
  const shared = {
    horizontal: { to: lengthMs, unit: 'ms' },
    vertical: { lowest: -peak, highest: peak, unit: '' },
    hzAt: null,
  };
  const value = (samples: Float64Array) =>
    t('explain.value.samples', { value: format.plain(Math.max(...samples.map(Math.abs)), 3) });
  const edge = frame.window.map((weight) => weight * peak);
  const isRect = frontEnd.kind !== 'meyda-mel' && frontEnd.window === 'rect';
  return [
    {
      ...shared,
      name: 'samples',
      title: t('explain.step.samples'),
      says: t('explain.says.samples', { length: `${format.upTo(lengthMs, 1)}\u00A0ms` }),
      value: value(frame.samples),
      layers: [{ kind: 'line', values: frame.samples, colour: 'trace' }],
    },
    {
      ...shared,
      name: 'windowed',
      title: t('explain.step.windowed'),
      says: t(isRect ? 'explain.says.windowedRect' : 'explain.says.windowed'),
      value: value(frame.windowed),
      layers: [
        { kind: 'line', values: edge, colour: 'faint' },
        { kind: 'line', values: edge.map((at) => -at), colour: 'faint' },
        { kind: 'line', values: frame.windowed, colour: 'trace' },
      ],
    },
  ];
}

/** The level axis reaches 100 dB down from what a pure tone as loud as the clip would have. */
const shownDb = 100;

function spectrumStep({ frontEnd, frame, hz, t, format }: Given): ExplainStep {
  const { spectrumDb, separatedDb, window, ranges } = frame;
  const topHz = frontEnd.sampleRate / 2;
  const peak = Math.max(1e-4, -ranges.samples[0], ranges.samples[1]);
  const sum = window.reduce((total, weight) => total + weight, 0);
  const highest = 20 * Math.log10((peak * sum) / 2);
  const shown = separatedDb ?? spectrumDb;
  const bin = Math.round((hz / topHz) * (spectrumDb.length - 1));
  return {
    name: 'spectrum',
    title: t('explain.step.spectrum'),
    says: t(separatedDb === null ? 'explain.says.spectrum' : 'explain.says.separated'),
    value: t('explain.value.spectrum', {
      frequency: `${format.count(hz)}\u00A0Hz`,
      value: format.db(shown[bin] ?? 0),
    }),
    horizontal: { to: topHz / 1000, unit: 'kHz' },
    vertical: { lowest: highest - shownDb, highest, unit: 'dB' },
    layers: [
      { kind: 'marker', share: hz / topHz },
      { kind: 'line', values: spectrumDb, colour: separatedDb === null ? 'trace' : 'faint' },
      ...(separatedDb === null ? [] : [{ kind: 'line', values: separatedDb, colour: 'trace' } as const]),
    ],
    hzAt: (share) => share * topHz,
  };
}

/** Mel triangles, where there are any, and the logarithm. */
function melSteps(given: Given): ExplainStep[] {
  const { frontEnd, frame, hz, t, format } = given;
  const { filters, linear, logged, spectrumDb, ranges } = frame;
  const bands = bandsHz(frontEnd, frame);
  const selected = nearestBand(bands, hz);
  const band = bands[selected];
  const topHz = frontEnd.sampleRate / 2;
  const isLinear = frontEnd.kind !== 'meyda-mel' && frontEnd.log === 'none';
  const loggedName = frontEnd.kind === 'stft' ? 'loggedStft' : isLinear ? 'loggedNone' : 'logged';
  const isDb = frontEnd.kind !== 'meyda-mel' && frontEnd.log === 'db';
  const reading = isLinear ? scientific(logged[selected] ?? 0) : withUnit(logged[selected], isDb, format);
  const steps: ExplainStep[] = [];
  if (filters !== null) {
    steps.push({
      name: 'mel',
      title: t('explain.step.mel'),
      says: t('explain.says.mel'),
      value: t('explain.value.triangle', {
        band: selected + 1,
        from: format.count(band?.fromHz ?? 0),
        to: format.count(band?.toHz ?? 0),
        value: scientific(linear[selected] ?? 0),
      }),
      horizontal: { to: topHz / 1000, unit: 'kHz' },
      vertical: { lowest: 0, highest: 1, unit: '' },
      layers: [
        { kind: 'triangles', filters, numBins: spectrumDb.length, selected },
        { kind: 'marker', share: hz / topHz },
      ],
      hzAt: (share) => share * topHz,
    });
  }
  steps.push({
    ...barsOf(logged, ranges.logged, selected, !isLinear),
    horizontal:
      frontEnd.kind === 'stft'
        ? { to: topHz / 1000, unit: 'kHz' }
        : { to: logged.length, unit: t('explain.bandsUnit') },
    vertical: { ...axisOf(ranges.logged), unit: isDb ? 'dB' : '' },
    name: 'logged',
    title: t(`explain.step.${loggedName}`),
    says: t(`explain.says.${loggedName}`),
    value:
      frontEnd.kind === 'stft'
        ? t('explain.value.spectrum', {
            frequency: `${format.count(band?.centreHz ?? 0)}\u00A0Hz`,
            value: reading,
          })
        : t('explain.value.band', { band: selected + 1, value: reading }),
    hzAt: (share) => bands[Math.floor(share * bands.length)]?.centreHz ?? hz,
  });
  return steps;
}

/** MFCC and stages, normalisation, resize. */
function lateSteps({ frontEnd, frame, hz, t, format }: Given): ExplainStep[] {
  const { staged, normalised, features, ranges } = frame;
  const isMfcc = frontEnd.kind === 'mfcc';
  const selected = isMfcc ? null : nearestBand(bandsHz(frontEnd, frame), hz);
  const bars = (name: 'staged' | 'normalised' | 'resized', values: ArrayLike<number>, range: ValueRange) => {
    const lastStage = frontEnd.stages.includes('deltas') ? 'deltas' : 'modulation';
    const says = name !== 'staged' ? name : isMfcc ? 'mfcc' : lastStage;
    const isSelecting = selected !== null && name !== 'resized';
    const reading = {
      band: (selected ?? 0) + 1,
      value: format.plain(values[isSelecting ? selected : 0] ?? 0, 2),
    };
    return {
      ...barsOf(values, range, isSelecting ? selected : null, false),
      horizontal: { to: values.length, unit: isMfcc ? '' : t('explain.bandsUnit') },
      name,
      title: t(`explain.step.${name === 'staged' && isMfcc ? 'mfcc' : name}`),
      says: t(`explain.says.${says}`),
      value: t(isSelecting ? 'explain.value.band' : 'explain.value.coefficient', reading),
      hzAt: null,
    };
  };
  const steps: ExplainStep[] = [];
  if (staged !== null && ranges.staged !== null) steps.push(bars('staged', staged, ranges.staged));
  if (normalised !== null && ranges.normalised !== null)
    steps.push(bars('normalised', normalised, ranges.normalised));
  if (frontEnd.resizeBands !== null && features !== null)
    steps.push(bars('resized', features, ranges.features));
  return steps;
}

function barsOf(values: ArrayLike<number>, range: ValueRange, selected: number | null, isLevel: boolean) {
  return {
    horizontal: { to: values.length, unit: '' },
    vertical: { ...axisOf(range), unit: '' },
    layers: [{ kind: 'bars', values, selected, isLevel } as const],
  };
}

/** A bar that stands on the lower edge should be seen there too. */
function axisOf([lowest, highest]: ValueRange): { lowest: number; highest: number } {
  const margin = (highest - lowest) * 0.03 || 1;
  return { lowest: lowest - margin, highest: highest + margin };
}

function withUnit(value = 0, isDb: boolean, format: Format): string {
  return isDb ? format.db(value) : format.plain(value, 2);
}
