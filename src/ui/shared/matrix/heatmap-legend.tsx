import { useTranslation } from 'react-i18next';
import { heatGradient } from '../../../core/evaluation/heat-colour.ts';
import { wholePercent } from './whole-percent.ts';
import styles from './heatmap.module.css';

const shareGradient = { backgroundImage: heatGradient() };
const differenceGradient = { backgroundImage: heatGradient('difference') };

type HeatmapLegendProps = {
  canOpen: boolean;
  text: string;
  /** The difference with the strongest colour; null where the numbers are none. */
  strongest: number | null;
};

/** What colour, frame and ring mean; `text` says of what the colours are shares. */
export function HeatmapLegend({ canOpen, text, strongest }: HeatmapLegendProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.legend}>
      {strongest === null ? (
        <span className={styles.scale}>
          <span>0</span>
          <span className={styles.gradient} style={shareGradient} />
          <span>100&nbsp;%</span>
          <span>{text}</span>
        </span>
      ) : (
        <span className={styles.scale}>
          <span>{`\u2212${wholePercent(strongest)}`}</span>
          <span className={styles.gradient} style={differenceGradient} />
          <span>{`+${wholePercent(strongest)}`}</span>
          <span>{t('matrix.difference.share')}</span>
        </span>
      )}
      <span className={styles.mark}>
        <span className={styles.diagonalMark} /> {t('matrix.right')}
      </span>
      {canOpen && (
        <span className={styles.mark}>
          <span className={styles.selectedMark} /> {t('matrix.open')}
        </span>
      )}
    </div>
  );
}
