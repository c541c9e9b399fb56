import { useTranslation } from 'react-i18next';
import type { DataSummary } from '../../workers/training-protocol.ts';
import { Card } from '../shared/card.tsx';
import { useFormat } from '../shared/format.ts';
import { Icon } from '../shared/icon.tsx';
import styles from './data-card.module.css';

type DataCardProps = {
  summary: DataSummary | null;
  /** Folders that were taken as one label. */
  merged: readonly (readonly string[])[];
};

/** How many clips each label has, to learn from and to check with, and what may be wrong with that. */
export function DataCard({ summary, merged }: DataCardProps) {
  const { t } = useTranslation();
  return (
    <Card aria-labelledby="train-labels" aria-busy={summary === null}>
      <h3 id="train-labels" className={styles.title}>
        {t('train.data.title')}
      </h3>
      {summary === null ? (
        <p className={styles.note}>{t('train.data.looking')}</p>
      ) : (
        <Labels summary={summary} merged={merged} />
      )}
    </Card>
  );
}

function Labels({ summary, merged }: DataCardProps & { summary: DataSummary }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { labels, numLeaking, numRepeated } = summary;
  const numTrain = labels.reduce((sum, label) => sum + label.numTrain, 0);
  const numValidation = labels.reduce((sum, label) => sum + label.numValidation, 0);
  const most = Math.max(1, ...labels.map((label) => label.numTrain + label.numValidation));
  const width = (count: number) => `${(100 * count) / most}%`;
  return (
    <>
      <ul className={styles.legend}>
        <li>
          <span className={styles.train} />
          {t('train.data.toLearn', { count: numTrain, clips: format.count(numTrain) })}
        </li>
        <li>
          <span className={styles.check} />
          {t('train.data.toCheck', { count: numValidation, clips: format.count(numValidation) })}
        </li>
      </ul>
      {numValidation === 0 && <Caution text={t('train.data.noValidation')} />}
      {numRepeated > 0 && (
        <Caution text={t('train.data.repeated', { count: numRepeated, clips: format.count(numRepeated) })} />
      )}
      {numLeaking > 0 && (
        <Caution text={t('train.data.leak', { count: numLeaking, clips: format.count(numLeaking) })} />
      )}
      {merged.slice(0, maxMerged).map((names) => (
        <Caution
          key={names[0]}
          text={t('train.data.merged', { names: names.map(quoted).join(t('train.data.and')) })}
        />
      ))}
      {labels.some((label) => label.numTrain < 5) && <Caution text={t('train.data.few')} />}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list scrolls, by keys too */}
      <div className={styles.scroller} tabIndex={0} role="region" aria-label={t('train.data.table')}>
        <table className={styles.table}>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{t('train.data.label')}</th>
              <th scope="col">{t('train.data.columnLearn')}</th>
              <th scope="col">{t('train.data.columnCheck')}</th>
            </tr>
          </thead>
          <tbody>
            {labels.map((label) => (
              <tr key={label.label}>
                <th scope="row" title={label.label}>
                  <bdi>{label.label}</bdi>
                </th>
                <td className={styles.bars} aria-label={String(label.numTrain)}>
                  <span className={styles.train} style={{ width: width(label.numTrain) }} />
                  <span className={styles.check} style={{ width: width(label.numValidation) }} />
                </td>
                <td className={styles.number} aria-label={String(label.numValidation)}>
                  {format.count(label.numTrain)} + {format.count(label.numValidation)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** More such sentences would push the table away. */
const maxMerged = 3;

/** In signs that show a space at an end. */
function quoted(name: string): string {
  return `“${name}”`;
}

function Caution({ text }: { text: string }) {
  return (
    <p className={styles.caution}>
      <Icon name="warning" size={18} />
      <span>{text}</span>
    </p>
  );
}
