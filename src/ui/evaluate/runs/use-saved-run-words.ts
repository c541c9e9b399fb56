import { useTranslation } from 'react-i18next';
import { isShippedModel } from '../../../core/models/shipped-models.ts';
import type { RunRecord } from '../../../core/evaluation/run-record.ts';
import { wilsonInterval } from '../../../core/evaluation/wilson-interval.ts';
import { useFormat } from '../../shared/format.ts';

/** What a list says of a run: one that is saved, or one that could be. */
type RunFacts = Pick<RunRecord, 'dataName' | 'split' | 'isWhole' | 'model' | 'endedMs'>;

/** Below this many clips a decimal would say more than is certain. */
const fewClips = 100;

/** Runs in words: which data and model, when, how often right. */
export function useSavedRunWords() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const date = new Intl.DateTimeFormat(i18n.resolvedLanguage, { dateStyle: 'medium', timeStyle: 'short' });
  const about = ({ dataName, split, isWhole = false, model, endedMs }: RunFacts) => [
    dataName,
    isWhole ? t('evaluate.run.whole') : split === '' ? '' : t('evaluate.run.split', { split }),
    isShippedModel(model) ? t(`app.modelName.${model}`) : model,
    date.format(endedMs),
  ];
  return {
    /** Data, part, model and date. */
    about: (run: RunFacts): string =>
      about(run)
        .filter((part) => part !== '')
        .join(' · '),
    /** Null without clips. */
    accuracy(value: number | null, numClips: number): { value: string; interval: string } | null {
      if (value === null || numClips === 0) return null;
      const digits = numClips < fewClips ? 0 : 1;
      const percent = (share: number) => format.plain(share * 100, digits);
      const [low, high] = wilsonInterval(Math.round(value * numClips), numClips);
      return { value: `${percent(value)}\u00A0%`, interval: `${percent(low)}–${percent(high)}\u00A0%` };
    },
  };
}
