import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../shared/button.tsx';
import { downloadFile } from '../../../shared/download-file.ts';
import { type PointSet, pointsToCsv } from './point-set.ts';
import { PointsTable } from './points-table.tsx';
import styles from './charts.module.css';

type ChartFigureProps = {
  title: string;
  /** What the chart shows, in a sentence. */
  summary: string;
  points: PointSet;
  fileName: string;
  /** The chart, and what reads it. */
  children: ReactNode;
};

/** A chart with what it shows in words, its points as a table, and the same as a file. */
export function ChartFigure({ title, summary, points, fileName, children }: ChartFigureProps) {
  const { t } = useTranslation();
  const id = useId();
  const save = () => downloadFile(fileName, new Blob([pointsToCsv(points)], { type: 'text/csv' }));
  return (
    <figure className={styles.figure} aria-labelledby={`${id}-title`} aria-describedby={`${id}-summary`}>
      <div className={styles.top}>
        <h4 id={`${id}-title`} className={styles.title}>
          {title}
        </h4>
        <Button
          kind="quiet"
          icon="download"
          className={styles.save}
          aria-label={t('evaluate.curves.savePointsOf', { chart: title })}
          onClick={save}
        >
          {t('evaluate.curves.savePoints')}
        </Button>
      </div>
      <p id={`${id}-summary`} className={styles.summary}>
        {summary}
      </p>
      {children}
      <PointsTable caption={title} points={points} />
    </figure>
  );
}
