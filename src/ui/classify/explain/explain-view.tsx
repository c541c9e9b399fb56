import { useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { isMeydaSize } from '../../../core/features/feature-shape.ts';
import type { ExplainedFrame } from '../../../core/features/explain-frame.ts';
import type { AnalysedClip } from '../../../workers/protocol.ts';
import { Button } from '../../shared/button.tsx';
import { ErrorNote } from '../../shared/error-note.tsx';
import { useFormat } from '../../shared/format.ts';
import { type ExplainSession, frameSec } from './explain-session.ts';
import { explainSteps } from './explain-steps.ts';
import { FrontEndText } from './front-end-text.tsx';
import { StepPlot } from './step-plot.tsx';
import styles from './explain-view.module.css';

/** The front end in words, and the frame under the cursor step by step. */
export function ExplainView({ session }: { session: ExplainSession }) {
  const { t } = useTranslation();
  const { clip, shown, error } = useSyncExternalStore(session.subscribe, session.getSnapshot);
  if (clip === null) return <p className={styles.hint}>{t('explain.noClip')}</p>;
  return (
    <div className={styles.view}>
      <FrontEndText frontEnd={clip.choice.frontEnd} />
      <p className={styles.hint} id="explain-keys">
        {t('explain.keys')}
      </p>
      {error !== null && <ErrorNote error={error} onRetry={() => session.setOpen(true)} />}
      {shown !== null && <FrameSteps session={session} clip={shown.clip} frame={shown.frame} />}
    </div>
  );
}

type FrameStepsProps = { session: ExplainSession; clip: AnalysedClip; frame: ExplainedFrame };

function FrameSteps({ session, clip, frame }: FrameStepsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { hz } = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const { frontEnd } = clip.choice;
  const steps = useMemo(
    () => explainSteps({ frontEnd, frame, hz, t, format }),
    [frontEnd, frame, hz, t, format],
  );
  const place = {
    frame: frame.index + 1,
    numFrames: frame.numFrames,
    time: `${format.plain(frameSec(clip, frame.index), 3)}\u00A0s`,
  };
  return (
    <>
      <div className={styles.position}>
        <Button
          aria-label={t('explain.previous')}
          title={t('explain.previous')}
          onClick={() => session.step(-1)}
        >
          ‹
        </Button>
        <p className={styles.frame} data-testid="explain-frame">
          {t('explain.frameAt', place)}
        </p>
        <Button aria-label={t('explain.next')} title={t('explain.next')} onClick={() => session.step(1)}>
          ›
        </Button>
      </div>
      {!isMeydaSize(frontEnd.fftSize) && (
        <p className={styles.note}>{t('explain.batch', { size: frontEnd.fftSize })}</p>
      )}
      {frame.features === null && (
        <p className={styles.note}>{t('explain.cutAway', { number: frontEnd.maxFrames ?? 0 })}</p>
      )}
      <div className={styles.steps}>
        {steps.map((step, index) => (
          <StepPlot key={step.name} step={step} number={index + 1} onPoint={(at) => session.setHz(at)} />
        ))}
      </div>
    </>
  );
}
