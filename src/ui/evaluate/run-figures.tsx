import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { classificationReport } from '../../core/evaluation/classification-report.ts';
import { Card } from '../shared/card.tsx';
import { useFormat } from '../shared/format.ts';
import { type EvaluationRun, isBusy, numClipsOf } from './session/evaluation-run.ts';
import { useRunWords } from './use-run-words.ts';
import styles from './run-figures.module.css';

/** How often is it right: the accuracy with its interval, then three smaller figures. */
export function RunFigures({ run }: { run: EvaluationRun }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useRunWords(run);
  const numClips = numClipsOf(run);
  const isEmpty = numClips === 0;
  const macroF1 = useMemo(() => macroF1Of(run), [run]);
  const f1 = (value: number) => format.plain(value, numClips < 100 ? 2 : 3);
  return (
    <div className={styles.figures}>
      <Card className={styles.accuracy}>
        <p className={styles.name}>
          {t(isBusy(run) ? 'evaluate.figures.accuracySoFar' : 'evaluate.figures.accuracy')}
        </p>
        <p className={styles.accuracyValue}>{isEmpty ? '–' : words.accuracyValue}</p>
        <div className={styles.interval}>
          <p>{isEmpty ? '\u00A0' : t('evaluate.figures.interval', { interval: words.interval })}</p>
          <IntervalGauge low={words.low} share={words.share} high={words.high} isEmpty={isEmpty} />
          <p className={styles.note}>
            {t('evaluate.figures.correct', {
              correct: format.count(run.numCorrect),
              count: numClips,
              clips: format.count(numClips),
            })}
          </p>
        </div>
      </Card>
      <Figure
        name={t('evaluate.figures.macroF1')}
        value={isEmpty || isBusy(run) ? '–' : f1(macroF1.overHeard)}
        note={
          <>
            {t('evaluate.figures.overLabels', { count: macroF1.numHeard })}
            {!isEmpty && !isBusy(run) && macroF1.numHeard < run.labels.length && (
              <span className={styles.line}>
                {t('evaluate.figures.allLabels', { count: run.labels.length, value: f1(macroF1.overAll) })}
              </span>
            )}
          </>
        }
      />
      <Figure
        name={t('evaluate.figures.clips')}
        value={format.count(numClips)}
        note={<UnreadableNote run={run} />}
      />
      <Figure
        name={t('evaluate.figures.speed')}
        value={run.clipsPerSec > 0 ? format.count(Math.round(run.clipsPerSec)) : '–'}
        note={words.backend}
      />
    </div>
  );
}

/**
 * The mean F1 over the labels that were said at least once, and over all, as the report has it: labels without clips
 * count as 0 there and say more about the folder than about the model.
 */
function macroF1Of(run: EvaluationRun): { numHeard: number; overHeard: number; overAll: number } {
  const { rows, macroAverage } = classificationReport(run.counts, run.labels);
  const heard = rows.filter((row) => row.support > 0);
  const sum = heard.reduce((total, row) => total + row.f1Score, 0);
  const overHeard = heard.length === 0 ? 0 : sum / heard.length;
  return { numHeard: heard.length, overHeard, overAll: macroAverage.f1Score };
}

/** How many files were left out; a way to their list once it is there. */
function UnreadableNote({ run }: { run: EvaluationRun }) {
  const { t } = useTranslation();
  const count = run.unreadable.length;
  if (count === 0) return isBusy(run) ? null : t('evaluate.figures.allReadable');
  const words = t('evaluate.figures.unreadable', { count });
  return isBusy(run) ? (
    <span className={styles.caution}>{words}</span>
  ) : (
    <button type="button" className={styles.link} onClick={showUnreadable}>
      {words}
    </button>
  );
}

/** Not a link: the part of the address after # belongs to the panels. */
function showUnreadable(): void {
  const list = document.querySelector<HTMLElement>('#evaluate-unreadable');
  list?.scrollIntoView({ block: 'start' });
  list?.focus({ preventScroll: true });
}

function Figure({ name, value, note }: { name: string; value: string; note: ReactNode }) {
  return (
    <Card className={styles.figure}>
      <p className={styles.name}>{name}</p>
      <p className={styles.value}>{value}</p>
      <p className={styles.note}>{note}</p>
    </Card>
  );
}

/** The interval on a line from 0 to 100 %, with a mark at the accuracy. */
function IntervalGauge({
  low,
  share,
  high,
  isEmpty,
}: {
  low: number;
  share: number;
  high: number;
  isEmpty: boolean;
}) {
  return (
    <span className={styles.gauge} aria-hidden="true">
      {!isEmpty && (
        <>
          <span className={styles.range} style={{ left: `${low * 100}%`, width: `${(high - low) * 100}%` }} />
          <span className={styles.mark} style={{ left: `${share * 100}%` }} />
        </>
      )}
    </span>
  );
}
