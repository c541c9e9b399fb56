import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { ChoiceField } from '../../shared/field.tsx';
import { cellSizes, labelOrders, type MatrixSettings, normalisations } from './matrix-settings.ts';
import { maxUnfolded } from './shown-matrix.ts';
import styles from './matrix-tools.module.css';

type MatrixToolsProps = {
  settings: MatrixSettings;
  onChange: (change: Partial<MatrixSettings>) => void;
  numLabels: number;
  /** What a cell measures now. */
  cellRem: number;
};

/** By what the matrix is divided, in which order its labels stand, how large it is. */
export function MatrixTools({ settings, onChange, numLabels, cellRem }: MatrixToolsProps) {
  const { t } = useTranslation();
  const { normalisation, order, isFolded } = settings;
  const size = cellSizes.findLastIndex((rem) => rem <= cellRem);
  const resize = (step: number) => onChange({ cellRem: cellSizes[size + step] ?? null });
  return (
    <div className={styles.tools}>
      <ChoiceField
        label={t('matrix.tools.normalise')}
        value={normalisation}
        choices={normalisations.map((value) => ({ value, text: t(`matrix.tools.by.${value}`) }))}
        onChange={(value) => onChange({ normalisation: value })}
      />
      <ChoiceField
        label={t('matrix.tools.order')}
        value={order}
        choices={labelOrders.map((value) => ({ value, text: t(`matrix.tools.orders.${value}`) }))}
        onChange={(value) => onChange({ order: value })}
      />
      <div className={styles.zoom} role="group" aria-label={t('matrix.tools.zoom')}>
        <Button
          kind="plain"
          icon="minus"
          aria-label={t('matrix.tools.smaller')}
          disabled={size <= 0}
          onClick={() => resize(-1)}
        />
        <Button
          kind="plain"
          icon="plus"
          aria-label={t('matrix.tools.larger')}
          disabled={size >= cellSizes.length - 1}
          onClick={() => resize(1)}
        />
      </div>
      {numLabels > maxUnfolded && (
        <Button kind="quiet" className={styles.fold} onClick={() => onChange({ isFolded: !isFolded })}>
          {isFolded
            ? t('matrix.tools.showAll', { count: numLabels })
            : t('matrix.tools.showMostConfused', { count: maxUnfolded - 1 })}
        </Button>
      )}
    </div>
  );
}
