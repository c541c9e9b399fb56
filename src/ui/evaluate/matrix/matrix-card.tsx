import { type Ref, useImperativeHandle, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../shared/card.tsx';
import type { CellPosition } from '../../shared/matrix/heatmap-position.ts';
import { Heatmap, type HeatmapHandle } from '../../shared/matrix/heatmap.tsx';
import type { ClipSelection } from '../clips/clip-selection.ts';
import { type EvaluationRun, isBusy } from '../session/evaluation-run.ts';
import { useRunWords } from '../use-run-words.ts';
import { useMatrixSettings } from './matrix-settings.ts';
import { MatrixTools } from './matrix-tools.tsx';
import { cellOfSelection, selectCell, showMatrix } from './shown-matrix.ts';
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
  const { settings, change } = useMatrixSettings();
  const { normalisation, order, isFolded, cellRem } = settings;
  const { labels, counts } = run;
  // While clips come in, nothing is to change places.
  const isOrdered = !isBusy(run);
  const shown = useMemo(
    () =>
      showMatrix(
        labels,
        counts,
        isOrdered ? { normalisation, order, isFolded } : { normalisation, order: 'model', isFolded: false },
        t('matrix.others'),
      ),
    [labels, counts, isOrdered, normalisation, order, isFolded, t],
  );
  const heatmap = useRef<HeatmapHandle>(null);
  useImperativeHandle(ref, () => ({ focusCell: () => heatmap.current?.focusCell() }), []);
  const openCell = (cell: CellPosition, byKeyboard: boolean) =>
    onSelect(selectCell(shown, cell, run.table), byKeyboard);
  const usualRem = shown.labels.length > 10 ? 2.5 : 2.75;
  return (
    <Card className={styles.matrix} aria-labelledby="evaluate-matrix-title">
      <h3 id="evaluate-matrix-title" className={styles.title}>
        {t('matrix.name')}
      </h3>
      <p className={styles.about}>{words.data}</p>
      {run.labels.length > 0 ? (
        <>
          {isOrdered && (
            <MatrixTools
              settings={settings}
              onChange={change}
              numLabels={labels.length}
              cellRem={cellRem ?? usualRem}
            />
          )}
          <Heatmap
            ref={heatmap}
            labels={shown.labels}
            counts={shown.counts}
            {...(shown.shares === null
              ? {}
              : {
                  shares: {
                    values: shown.shares,
                    text: t(`matrix.tools.legend.${normalisation}`),
                    isSaid: normalisation !== 'none',
                  },
                })}
            selected={cellOfSelection(shown, selection)}
            cellRem={cellRem ?? usualRem}
            onOpen={openCell}
          />
        </>
      ) : (
        <p className={styles.preparing}>{run.status === 'preparing' && t('app.modelLoading')}</p>
      )}
    </Card>
  );
}
