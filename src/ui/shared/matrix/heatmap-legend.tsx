import { useTranslation } from 'react-i18next';
import { heatGradient } from '../../../core/evaluation/heat-colour.ts';
import styles from './heatmap.module.css';

const gradient = { backgroundImage: heatGradient() };

/** What colour, frame and ring mean; `text` says of what the colours are shares. */
export function HeatmapLegend({ canOpen, text }: { canOpen: boolean; text: string }) {
  const { t } = useTranslation();
  return (
    <div className={styles.legend}>
      <span className={styles.scale}>
        <span>0</span>
        <span className={styles.gradient} style={gradient} />
        <span>100&nbsp;%</span>
        <span>{text}</span>
      </span>
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
