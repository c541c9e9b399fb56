import { useTranslation } from 'react-i18next';
import type { Curveless } from './label-curve-list.ts';
import styles from './curves.module.css';

/** The labels that have no curves, and why. */
export function CurvelessLabels({ withoutClips, withoutScores }: Curveless) {
  const { t } = useTranslation();
  return (
    <>
      <NameList
        text={t('evaluate.curves.withoutClips', { count: withoutClips.length })}
        labels={withoutClips}
      />
      <NameList
        text={t('evaluate.curves.withoutScores', { count: withoutScores.length })}
        labels={withoutScores}
      />
    </>
  );
}

function NameList({ text, labels }: { text: string; labels: readonly string[] }) {
  if (labels.length === 0) return null;
  return (
    <div className={styles.curveless}>
      <p>{text}</p>
      <ul>
        {labels.map((label) => (
          <li key={label}>
            <bdi>{label}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
