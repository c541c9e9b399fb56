import { useTranslation } from 'react-i18next';
import type { LabelledData } from '../../../core/dataset/labelled-data.ts';
import { useFormat } from '../format.ts';
import styles from './label-problems.module.css';

/** Entries of a list that are shown; the rest is counted. */
const numShown = 20;

/** What did not fit between a manifest or pattern and the files, each kind with its list. */
export function LabelProblems({ labelled }: { labelled: LabelledData }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { clips, unlabelled, lostRows, repeated } = labelled;
  const total = clips.length + unlabelled.length;
  const conflicts = unlabelled.filter(({ problem }) => problem?.code === 'label-conflict');
  const without = unlabelled.filter(({ problem }) => problem?.code !== 'label-conflict');
  const named = (count: number) => ({ count, number: format.count(count) });
  return (
    <div className={styles.problems}>
      <p>
        {t('evaluate.labels.labelled', {
          labelled: format.count(clips.length),
          count: total,
          files: format.count(total),
        })}
      </p>
      <Problem
        title={t('evaluate.labels.without', named(without.length))}
        entries={without}
        textOf={({ path }) => path}
      />
      <Problem
        title={t('evaluate.labels.conflicts', named(conflicts.length))}
        entries={conflicts}
        textOf={({ path, problem }) => `${path}: ${String(problem?.details['labels'])}`}
      />
      <Problem
        title={t('evaluate.labels.lostRows', named(lostRows.length))}
        entries={lostRows}
        textOf={({ line, value }) => t('evaluate.labels.lineOf', { line, value })}
      />
      <Problem
        title={t('evaluate.labels.repeated', named(repeated.length))}
        entries={repeated}
        textOf={({ path, lines }) => `${path}: ${lines.join(', ')}`}
      />
    </div>
  );
}

type ProblemProps<Entry> = {
  title: string;
  /** There may be as many as files: only those that are shown are put into words. */
  entries: readonly Entry[];
  textOf: (entry: Entry) => string;
};

function Problem<Entry>({ title, entries, textOf }: ProblemProps<Entry>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (entries.length === 0) return null;
  const numMore = entries.length - numShown;
  return (
    <details className={styles.problem}>
      <summary>{title}</summary>
      <ul className={styles.entries}>
        {entries.slice(0, numShown).map((entry, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- entries may be the same, and never change places
          <li key={index}>
            <bdi>{textOf(entry)}</bdi>
          </li>
        ))}
        {numMore > 0 && (
          <li>{t('evaluate.labels.more', { count: numMore, number: format.count(numMore) })}</li>
        )}
      </ul>
    </details>
  );
}
