import { useTranslation } from 'react-i18next';
import type { DecodeOptions } from '../../../../core/language/decoder/decode-options.ts';
import type { SpeechSession, SpeechState } from '../speech-session.ts';
import { OptionSlider } from './option-slider.tsx';

type Range = {
  readonly name: Exclude<keyof DecodeOptions, 'fillerPenalty'>;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit?: string;
  /** Windows that slide alone. */
  readonly isOfFrames?: boolean;
};

const ranges: readonly Range[] = [
  { name: 'acousticScale', min: 0.05, max: 2, step: 0.05 },
  { name: 'wholeWordScale', min: 0, max: 3, step: 0.1, isOfFrames: true },
  { name: 'lmWeight', min: 0, max: 5, step: 0.1 },
  { name: 'wordInsertionPenalty', min: -5, max: 10, step: 0.5 },
  { name: 'priorScale', min: 0, max: 1, step: 0.1 },
  { name: 'minWordSec', min: 0.04, max: 0.6, step: 0.02, unit: 's', isOfFrames: true },
  { name: 'longWordPenalty', min: 0, max: 10, step: 0.5, isOfFrames: true },
  { name: 'beam', min: 5, max: 60, step: 1 },
];

/** How sound and language are weighed; the words follow at once, the model is not asked again. */
export function WeightSliders({ session, state }: { session: SpeechSession; state: SpeechState }) {
  const { t } = useTranslation();
  const { kind, options } = state;
  return ranges
    .filter(({ isOfFrames = false }) => !isOfFrames || kind === 'frames')
    .map(({ name, min, max, step, unit }) => (
      <OptionSlider
        key={name}
        label={t(`speech.controls.${name}`)}
        hint={t(`speech.controls.${name}Hint`)}
        value={options[name]}
        onChange={(value) => void session.setOptions({ [name]: value })}
        min={min}
        max={max}
        step={step}
        {...(unit === undefined ? {} : { unit })}
      />
    ));
}
