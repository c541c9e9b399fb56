import { useTranslation } from 'react-i18next';
import type { TextScore } from '../../../core/language/text-score.ts';
import { classNames } from '../../shared/class-names.ts';
import { useFormat } from '../../shared/format.ts';
import { Icon } from '../../shared/icon.tsx';
import { useFigure } from './figures.ts';
import { areComparable, modelKinds, type PlaygroundState } from './session/playground-state.ts';
import cards from './language-card.module.css';
import styles from './score-table.module.css';

const figures = ['perplexity', 'perplexityNoEnd', 'logProb10', 'oov', 'tokens'] as const;

/** The figures of the whole attempt: those of the model on the screen, or both models' side by side. */
export function ScoreTable({ state }: { state: PlaygroundState }) {
  const { t } = useTranslation();
  const figure = useFigure();
  const format = useFormat();
  const { judged, kind } = state;
  const kinds = modelKinds.filter((one) => judged[one] !== null);
  const write = (score: TextScore | undefined, name: (typeof figures)[number]) => {
    if (score === undefined) return '–';
    return name === 'oov' || name === 'tokens' ? format.count(score[name]) : figure(score[name]);
  };
  return (
    <>
      <table className={styles.table} data-testid="language-scores">
        <caption className="visually-hidden">{t('sequence.score.title')}</caption>
        <thead className={kinds.length < 2 ? 'visually-hidden' : undefined}>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('sequence.score.figure')}</span>
            </th>
            {kinds.map((one) => (
              <th key={one} scope="col" className={classNames(one === kind && styles.current)}>
                {t(`sequence.kind.${one}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map((name) => (
            <tr key={name} className={classNames(name === 'perplexity' && styles.main)}>
              <th scope="row">{t(`sequence.score.${name}`)}</th>
              {kinds.map((one) => (
                <td key={one} data-testid={`${one}-${name}`}>
                  {write(judged[one]?.score, name)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {kinds.length === 2 && !areComparable(state) && (
        <p className={cards.caution}>
          <Icon name="warning" size={18} />
          <span>{t('sequence.score.incomparable')}</span>
        </p>
      )}
    </>
  );
}
