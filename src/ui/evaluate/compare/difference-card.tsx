import { type Ref, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunComparison } from '../../../core/evaluation/compare/comparison.ts';
import { Card } from '../../shared/card.tsx';
import type { CellPosition } from '../../shared/matrix/heatmap-position.ts';
import { Heatmap, type HeatmapHandle } from '../../shared/matrix/heatmap.tsx';
import type { ClipSelection } from '../clips/clip-selection.ts';
import styles from './compare.module.css';
import { clipsOfCell, differenceTable, saidByOther } from './comparison-clips.ts';

type DifferenceCardProps = {
  comparison: RunComparison;
  onSelect: (selection: ClipSelection, byKeyboard: boolean) => void;
  ref: Ref<HeatmapHandle>;
};

/** What the second model says more often than the first; a cell opens the clips that only one of them took so. */
export function DifferenceCard({ comparison, onSelect, ref }: DifferenceCardProps) {
  const { t } = useTranslation();
  const [selected, setSelected] = useState<CellPosition | null>(null);
  const { labels, counts, totals } = useMemo(() => differenceTable(comparison), [comparison]);
  const said = useMemo(() => saidByOther(comparison), [comparison]);
  const open = (cell: CellPosition, byKeyboard: boolean) => {
    const [actual, predicted] = [labels[cell.row], labels[cell.column]];
    if (actual === undefined || predicted === undefined) return;
    setSelected(cell);
    const paths = clipsOfCell(comparison, actual, predicted);
    const title = t('evaluate.compare.cellTitle', { actual, predicted });
    onSelect({ kind: 'paths', title, paths, saidByOther: said }, byKeyboard);
  };
  return (
    <Card aria-labelledby="evaluate-difference-title">
      <h3 id="evaluate-difference-title" className={styles.title}>
        {t('matrix.difference.name')}
      </h3>
      <p className={styles.soft}>{t('evaluate.compare.differenceAbout')}</p>
      <Heatmap ref={ref} labels={labels} counts={counts} totals={totals} selected={selected} onOpen={open} />
    </Card>
  );
}
