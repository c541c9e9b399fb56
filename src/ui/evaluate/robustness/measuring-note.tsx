import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { useFormat } from '../../shared/format.ts';
import { ProgressBar } from '../../shared/progress-bar.tsx';
import { conditionWords } from './condition-words.ts';
import type { Measuring } from './robustness-session.ts';
import styles from './robustness.module.css';

/** How far a measurement has come, under which condition it is, and a way to stop it. */
export function MeasuringNote({ measuring, onCancel }: { measuring: Measuring; onCancel: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { condition, share, secLeft } = measuring;
  const label = t('evaluate.robustness.measuring');
  const left =
    secLeft === null
      ? null
      : secLeft < 120
        ? t('evaluate.run.left', { count: Math.ceil(secLeft) })
        : t('evaluate.robustness.minutesLeft', { count: Math.ceil(secLeft / 60) });
  const text = [conditionWords(condition, t, format), left].filter((part) => part !== null).join(' · ');
  return (
    <>
      <div className={styles.busy}>
        <ProgressBar share={share} label={label} text={text} />
        <Button icon="stop" onClick={onCancel}>
          {t('evaluate.run.cancel')}
        </Button>
      </div>
      <p className={styles.about}>{text}</p>
      <p className="visually-hidden" role="status">
        {label}
      </p>
    </>
  );
}
