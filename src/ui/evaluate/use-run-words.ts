import { useTranslation } from 'react-i18next';
import { wilsonInterval } from '../../core/evaluation/wilson-interval.ts';
import { useFormat } from '../shared/format.ts';
import { useModelWords } from '../shared/use-model-words.ts';
import { type EvaluationRun, numClipsOf } from './session/evaluation-run.ts';

/** Below this many clips a decimal would say more than is certain. */
const fewClips = 100;

/** What a run's figures are about and how sure they are, in the page's language. */
export function useRunWords(run: EvaluationRun) {
  const { t } = useTranslation();
  const format = useFormat();
  const { title } = useModelWords();
  const numClips = numClipsOf(run);
  const digits = numClips < fewClips ? 0 : 1;
  const share = numClips === 0 ? 0 : run.numCorrect / numClips;
  const [low, high] = wilsonInterval(run.numCorrect, numClips);
  const percent = (value: number) => format.plain(value * 100, digits);
  const accuracyValue = `${percent(share)}\u00A0%`;
  const interval = `${percent(low)}–${percent(high)}\u00A0%`;
  const split = run.isWhole
    ? t('evaluate.run.whole')
    : run.split === ''
      ? ''
      : t('evaluate.run.split', { split: run.split });
  const model = run.modelName === null ? run.modelTitle : title(run.modelName);
  const backend = run.backend === null ? '' : t(`app.backendName.${run.backend.name}`);
  return {
    share,
    low,
    high,
    accuracyValue,
    interval,
    split,
    model,
    backend,
    /** Which data, which split, which model, where it ran. */
    data: [run.dataName, split, model, backend].filter((part) => part !== '').join(' · '),
    accuracy: t('evaluate.run.accuracySentence', {
      accuracy: accuracyValue,
      interval,
      correct: format.count(run.numCorrect),
      count: numClips,
      clips: format.count(numClips),
    }),
  };
}
