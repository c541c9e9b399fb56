import { useTranslation } from 'react-i18next';
import type { HmmSummary, NgramSummary } from '../../../workers/language-protocol.ts';
import { useFormat } from '../../shared/format.ts';
import { useFigure } from './figures.ts';
import type { OpenModel } from './session/playground-state.ts';
import styles from './model-summary.module.css';

/** What the model holds, and how well it foretells the text that it was trained on. */
export function ModelSummary({ model }: { model: OpenModel<NgramSummary | HmmSummary> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const figure = useFigure();
  const { summary, fileName } = model;
  const { trained, numWords } = summary;
  const rows = [
    { name: t('sequence.summary.words'), value: format.count(numWords) },
    ...(summary.kind === 'ngram'
      ? summary.numNgrams.map((count, i) => ({
          name: t('sequence.summary.ngrams', { length: i + 1 }),
          value: format.count(count),
        }))
      : [{ name: t('sequence.settings.states'), value: format.count(summary.numStates) }]),
    ...(trained === null
      ? []
      : [
          { name: t('sequence.summary.sentences'), value: format.count(trained.numSentences) },
          { name: t('sequence.summary.perplexity'), value: figure(trained.score.perplexity) },
        ]),
  ];
  return (
    <div className={styles.summary} data-testid="language-summary">
      {fileName !== null && (
        <p className={styles.file}>
          <bdi>{fileName}</bdi>
        </p>
      )}
      <dl className={styles.rows}>
        {rows.map(({ name, value }) => (
          <div key={name} className={styles.row}>
            <dt>{name}</dt>
            <dd className={styles.value}>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
