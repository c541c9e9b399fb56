import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { speakerClusters } from '../../../core/evaluation/speaker-clusters.ts';
import type { AskedRun } from '../../../workers/run-analysis.ts';
import { Card } from '../../shared/card.tsx';
import { fileNameOf } from '../../shared/file-name.ts';
import { useAnswer, useRunAnalysis } from '../run-analysis-context.tsx';
import { type EvaluationRun, numClipsOf } from '../session/evaluation-run.ts';
import { LabelCurvesCard } from './label-curves-card.tsx';
import { RejectionCard } from './rejection-card.tsx';
import { ReliabilityFigure } from './reliability-figure.tsx';
import { TemperatureCard } from './temperature-card.tsx';
import styles from './curves.module.css';

type CurvesViewProps = { run: EvaluationRun; asked: AskedRun };

/** What the scores are worth: curves over all thresholds, and whether the model is as sure as it is right. */
export function CurvesView({ run, asked }: CurvesViewProps) {
  const { t } = useTranslation();
  if (run.table.numScores === 0) {
    return (
      <Card className={styles.card}>
        <h3 className={styles.title}>{t('evaluate.curves.noScoresTitle')}</h3>
        <p>{t('evaluate.curves.noScores')}</p>
      </Card>
    );
  }
  return (
    <div className={styles.view}>
      <ScoreCurves run={run} asked={asked} />
      <Calibration run={run} asked={asked} />
    </div>
  );
}

function ScoreCurves({ run, asked }: CurvesViewProps) {
  const analysis = useRunAnalysis();
  const fileName = useFileName(run);
  const ask = useCallback((signal: AbortSignal) => analysis.curves(asked, { signal }), [analysis, asked]);
  const { result, hasFailed } = useAnswer(ask);
  if (result === null) return <Waiting hasFailed={hasFailed} />;
  return (
    <>
      <LabelCurvesCard curves={result.oneVsRest} labels={run.labels} fileName={fileName} />
      {result.rejection !== null && (
        <RejectionCard rejection={result.rejection} numClips={numClipsOf(run)} fileName={fileName} />
      )}
    </>
  );
}

function Calibration({ run, asked }: CurvesViewProps) {
  const { t } = useTranslation();
  const analysis = useRunAnalysis();
  const fileName = useFileName(run);
  const isBySpeaker = useMemo(() => speakerClusters(run.table) !== null, [run.table]);
  const ask = useCallback(
    (signal: AbortSignal) => analysis.calibration(asked, { signal }),
    [analysis, asked],
  );
  const { result, hasFailed } = useAnswer(ask);
  if (result === null) return <Waiting hasFailed={hasFailed} />;
  return (
    <>
      <Card className={styles.card}>
        <ReliabilityFigure
          title={t('evaluate.curves.reliability.title')}
          reliability={result.all}
          fileName={fileName('reliability')}
        />
      </Card>
      <TemperatureCard scaled={result.scaled} fileName={fileName} isBySpeaker={isBySpeaker} />
    </>
  );
}

/** Holds the place of charts that are being worked out. */
function Waiting({ hasFailed }: { hasFailed: boolean }) {
  const { t } = useTranslation();
  return (
    <Card className={styles.waiting} aria-busy={!hasFailed}>
      {hasFailed ? <p role="alert">{t('evaluate.views.failed')}</p> : <p>{t('evaluate.curves.waiting')}</p>}
    </Card>
  );
}

/** Names of files as the other exports have them, with the chart's. */
function useFileName({ dataName, isWhole, split, modelTitle }: EvaluationRun) {
  return useCallback(
    (chart: string) => fileNameOf([dataName, ...(isWhole ? [] : [split]), modelTitle, chart], 'csv'),
    [dataName, isWhole, split, modelTitle],
  );
}
