import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countEdits } from '../../../core/evaluation/clip-edits.ts';
import type { ClipEdit } from '../../../core/evaluation/run-record.ts';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import styles from './edits.module.css';

type EditsBarProps = {
  edits: readonly ClipEdit[];
  canUndo: boolean;
  canRedo: boolean;
  onUndo: () => void;
  onRedo: () => void;
  onTakeBack: (path: string) => void;
};

/** What somebody changed of a run: it is in every figure below, and can be taken back. */
export function EditsBar(props: EditsBarProps) {
  const { edits, canUndo, canRedo, onUndo, onRedo, onTakeBack } = props;
  const { t } = useTranslation();
  const [isListed, setIsListed] = useState(false);
  const { numRelabelled, numExcluded } = countEdits(edits);
  if (edits.length === 0 && !canUndo && !canRedo) return null;
  return (
    <Card className={styles.bar} aria-label={t('evaluate.edits.name')}>
      <p role="status">
        {edits.length === 0
          ? t('evaluate.edits.none')
          : [
              numRelabelled > 0 && t('evaluate.edits.relabelled', { count: numRelabelled }),
              numExcluded > 0 && t('evaluate.edits.excluded', { count: numExcluded }),
            ]
              .filter((part) => part !== false)
              .join(', ')}
      </p>
      <span className={styles.tools}>
        <Button kind="quiet" icon="undo" disabled={!canUndo} onClick={onUndo}>
          {t('evaluate.edits.undo')}
        </Button>
        <Button kind="quiet" icon="redo" disabled={!canRedo} onClick={onRedo}>
          {t('evaluate.edits.redo')}
        </Button>
        <Button kind="quiet" disabled={edits.length === 0} onClick={() => setIsListed(true)}>
          {t('evaluate.edits.list')}
        </Button>
      </span>
      <Dialog isOpen={isListed} onClose={() => setIsListed(false)} title={t('evaluate.edits.listTitle')}>
        <ul className={styles.list}>
          {edits.map((edit) => (
            <li key={edit.path} className={styles.edit}>
              <span className={styles.words}>
                <bdi className={styles.path}>{edit.path}</bdi>
                <span>
                  {edit.kind === 'exclude'
                    ? t('evaluate.edits.isExcluded')
                    : t('evaluate.edits.isNow', { label: edit.label })}
                </span>
              </span>
              <Button
                kind="quiet"
                icon="undo"
                aria-label={t('evaluate.edits.takeBack', { path: edit.path })}
                onClick={() => onTakeBack(edit.path)}
              />
            </li>
          ))}
        </ul>
      </Dialog>
    </Card>
  );
}
