import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { useKeys } from '../../shared/use-keys.ts';
import type { PanelName } from '../panels.ts';
import { tourSteps } from './tour-steps.ts';
import styles from './tour.module.css';

type TourProps = {
  /** Which step is on the screen; null while there is no tour. */
  step: number | null;
  onStep: (step: number | null) => void;
  onPanel: (panel: PanelName) => void;
};

/** The guided tour: a card at the edge of the page that leads through the panels, while they do what it says. */
export function Tour({ step, onStep, onPanel }: TourProps) {
  const { t } = useTranslation();
  const title = useRef<HTMLHeadingElement>(null);
  const current = step === null ? undefined : tourSteps[step];
  useKeys({ escape: () => onStep(null) }, current !== undefined);
  useEffect(() => {
    if (current === undefined) return;
    if (current.panel !== null) onPanel(current.panel);
    scrollTo(0, 0);
    current.act();
    title.current?.focus();
  }, [current, onPanel]);
  if (step === null || current === undefined) return null;
  const isLast = step === tourSteps.length - 1;
  return (
    <section className={styles.card} aria-labelledby="tour-title" data-testid="tour" data-step={current.name}>
      <div className={styles.head}>
        <h2 id="tour-title" ref={title} tabIndex={-1} className={styles.title}>
          {t(`app.tour.${current.name}.title`)}
        </h2>
        <p className={styles.count}>{t('app.tour.count', { step: step + 1, steps: tourSteps.length })}</p>
        <Button
          kind="quiet"
          icon="close"
          aria-label={t('app.tour.skip')}
          title={t('app.tour.skip')}
          onClick={() => onStep(null)}
        />
      </div>
      <p aria-live="polite">{t(`app.tour.${current.name}.text`)}</p>
      <div className={styles.actions}>
        {step > 0 && (
          <Button kind="quiet" onClick={() => onStep(step - 1)}>
            {t('app.tour.back')}
          </Button>
        )}
        <Button kind="primary" onClick={() => onStep(isLast ? null : step + 1)}>
          {t(isLast ? 'app.tour.finish' : 'app.tour.next')}
        </Button>
      </div>
    </section>
  );
}
