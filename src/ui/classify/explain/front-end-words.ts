import type { TFunction } from 'i18next';
import { numBinsOf } from '../../../core/features/feature-shape.ts';
import type { FrontEnd, SpectralFrontEnd } from '../../../core/features/front-end.ts';
import type { Format } from '../../shared/format.ts';
import { scientific } from './scientific.ts';

/** What a front end does, in the order of the work; `fine` is what only an engineer asks for. */
export type FrontEndWords = { readonly main: readonly string[]; readonly fine: readonly string[] };

/** Says a front end in words: every field that has an effect is in them. */
export function frontEndWords(frontEnd: FrontEnd, t: TFunction, format: Format): FrontEndWords {
  const isMeyda = frontEnd.kind === 'meyda-mel';
  const main = [
    format.kHz(frontEnd.sampleRate),
    levelWords(frontEnd, t, format),
    placeWords(frontEnd, t, format),
    windowWords(frontEnd, t, format),
    ...separationWords(frontEnd, t),
    bandWords(frontEnd, t, format),
    ...(isMeyda ? [t('explain.words.log.meyda')] : logWords(frontEnd, t, format)),
    ...lateWords(frontEnd, t, format),
  ];
  const fine = [
    ...(frontEnd.level === null
      ? []
      : [t('explain.words.gain', { gain: format.upTo(frontEnd.level.maxGainDb, 1) })]),
    t('explain.words.fft', { size: format.count(frontEnd.fftSize) }),
    t(`explain.words.${frontEnd.centered ? frontEnd.padMode : 'notCentered'}`),
    ...(isMeyda ? [] : fineSpectrumWords(frontEnd, t, format)),
    ...(frontEnd.maxFrames === null
      ? []
      : [t('explain.words.padValue', { value: format.upTo(frontEnd.padValue, 3) })]),
  ];
  return { main, fine };
}

function levelWords({ level }: FrontEnd, t: TFunction, format: Format): string {
  if (level === null) return t('explain.words.levelSame');
  return t('explain.words.level', { level: format.upTo(level.targetDbfs, 1) });
}

function placeWords({ clipSamples, place, sampleRate }: FrontEnd, t: TFunction, format: Format): string {
  if (clipSamples === null) return t('explain.words.whole');
  const length =
    clipSamples === sampleRate
      ? t('explain.words.oneSecond')
      : `${format.upTo(clipSamples / sampleRate, 3)}\u00A0s`;
  return t(place === 'energy' ? 'explain.words.energy' : 'explain.words.start', { length });
}

function windowWords(frontEnd: FrontEnd, t: TFunction, format: Format): string {
  const ms = (samples: number) => `${format.upTo((1000 * samples) / frontEnd.sampleRate, 2)}\u00A0ms`;
  const hop = ms(frontEnd.hopSamples);
  if (frontEnd.kind === 'meyda-mel')
    return t('explain.words.windows.meyda', { window: ms(frontEnd.fftSize), hop });
  return t(`explain.words.windows.${frontEnd.window}`, { window: ms(frontEnd.windowSamples), hop });
}

function separationWords({ stages }: FrontEnd, t: TFunction): string[] {
  if (stages.includes('hpss-harmonic')) return [t('explain.words.harmonic')];
  return stages.includes('hpss-percussive') ? [t('explain.words.percussive')] : [];
}

function bandWords(frontEnd: FrontEnd, t: TFunction, format: Format): string {
  const hz = (value: number) => `${format.upTo(value, 1)}\u00A0Hz`;
  const top = hz(frontEnd.sampleRate / 2);
  if (frontEnd.kind === 'stft')
    return t('explain.words.stft', { number: format.count(numBinsOf(frontEnd)), to: top });
  const number = format.count(frontEnd.numBands);
  if (frontEnd.kind === 'meyda-mel') return t('explain.words.meydaBands', { number, to: top });
  const scale = frontEnd.melScale === 'slaney' ? 'Slaney' : 'HTK';
  return t('explain.words.bands', {
    number,
    scale,
    from: format.upTo(frontEnd.minHz, 1),
    to: hz(frontEnd.maxHz),
  });
}

function logWords({ log, ref, topDb }: SpectralFrontEnd, t: TFunction, format: Format): string[] {
  if (log !== 'db') return [t(`explain.words.log.${log}`)];
  const words = [t(ref === 'max' ? 'explain.words.log.dbMax' : 'explain.words.log.db')];
  if (topDb !== null) words.push(t('explain.words.topDb', { topDb: format.upTo(topDb, 1) }));
  return words;
}

/** What comes after the logarithm. */
function lateWords(frontEnd: FrontEnd, t: TFunction, format: Format): string[] {
  const { stages, normalise, maxFrames, resizeBands } = frontEnd;
  const words: string[] = [];
  if (frontEnd.kind === 'mfcc')
    words.push(t('explain.words.mfcc', { number: format.count(frontEnd.numCoefficients) }));
  if (stages.includes('modulation')) words.push(t('explain.words.modulation'));
  if (stages.includes('deltas')) words.push(t('explain.words.deltas'));
  words.push(t(`explain.words.normalise.${normalise}`));
  if (maxFrames !== null) words.push(t('explain.words.fit', { number: format.count(maxFrames) }));
  if (resizeBands !== null) words.push(t('explain.words.resize', { number: format.count(resizeBands) }));
  return words;
}

function fineSpectrumWords(frontEnd: SpectralFrontEnd, t: TFunction, format: Format): string[] {
  const { power, log, amin, logOffset, ref } = frontEnd;
  const words = [t(power === 2 ? 'explain.words.power' : 'explain.words.magnitude')];
  if (frontEnd.kind !== 'stft') words.push(t(`explain.words.melNorm.${frontEnd.melNorm}`));
  if (logOffset > 0) words.push(t('explain.words.logOffset', { offset: scientific(logOffset) }));
  if (log !== 'none') words.push(t('explain.words.amin', { amin: scientific(amin) }));
  if (ref !== 'max' && ref !== 1) words.push(t('explain.words.ref', { ref: scientific(ref) }));
  if (frontEnd.kind === 'mfcc' && frontEnd.lifter > 0)
    words.push(t('explain.words.lifter', { lifter: format.upTo(frontEnd.lifter, 2) }));
  return words;
}
