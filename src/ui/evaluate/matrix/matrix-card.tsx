import { type Ref, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../shared/card.tsx';
import type { CellPosition } from '../../shared/matrix/heatmap-position.ts';
import { Heatmap, type HeatmapHandle } from '../../shared/matrix/heatmap.tsx';
import type { ClipSelection } from '../clips/clip-selection.ts';
import type { EvaluationRun } from '../session/evaluation-run.ts';
import { useRunWords } from '../use-run-words.ts';
import styles from './matrix-card.module.css';

export type MatrixCardHandle = { readonly focusCell: () => void };

type MatrixCardProps = {
  run: EvaluationRun;
  selection: ClipSelection;
  onSelect: (selection: ClipSelection, byKeyboard: boolean) => void;
  ref?: Ref<MatrixCardHandle>;
};

/** The confusion matrix; a cell opens the clips behind it. */
export function MatrixCard({ run, selection, onSelect, ref }: MatrixCardProps) {
  const { t } = useTranslation();
  const words = useRunWords(run);
  const heatmap = useRef<HeatmapHandle>(null);
  useImperativeHandle(ref, () => ({ focusCell: () => heatmap.current?.focusCell() }), []);
  const openCell = ({ row, column }: CellPosition, byKeyboard: boolean) => {
    const actual = run.labels[row];
    const predicted = run.labels[column];
    if (actual === undefined || predicted === undefined) return;
    onSelect({ kind: 'cell', actual, predicted }, byKeyboard);
  };
  return (
    <Card className={styles.matrix} aria-labelledby="evaluate-matrix-title">
      <h3 id="evaluate-matrix-title" className={styles.title}>
        {t('matrix.name')}
      </h3>
      <p className={styles.about}>{words.data}</p>
      {run.labels.length > 0 ? (
        <Heatmap
          ref={heatmap}
          labels={run.labels}
          counts={run.counts}
          selected={cellOfSelection(selection, run)}
          onOpen={openCell}
        />
      ) : (
        <p className={styles.preparing}>{run.status === 'preparing' && t('app.modelLoading')}</p>
      )}
    </Card>
  );
}

function cellOfSelection(selection: ClipSelection, run: EvaluationRun): CellPosition | null {
  if (selection.kind !== 'cell') return null;
  const row = run.labels.indexOf(selection.actual);
  const column = run.labels.indexOf(selection.predicted);
  return row < 0 || column < 0 ? null : { row, column };
}
