import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClipEdit } from '../../../core/evaluation/run-record.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import styles from './edits.module.css';

/** A clip whose label somebody doubts. */
export type EditedClip = { readonly path: string; readonly label: string; readonly predicted: string };

type EditClipDialogProps = {
  clip: EditedClip | null;
  labels: readonly string[];
  onEdit: (edit: ClipEdit) => void;
  onClose: () => void;
};

/** Labels are as long as this at most, as those of models are. */
const maxLabelLength = 100;

/** Gives a clip another label, or leaves it out of all figures. */
export function EditClipDialog({ clip, labels, onEdit, onClose }: EditClipDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={clip !== null} onClose={onClose} title={t('evaluate.edits.title')}>
      {clip !== null && (
        <EditForm key={clip.path} clip={clip} labels={labels} onEdit={onEdit} onClose={onClose} />
      )}
    </Dialog>
  );
}

function EditForm({ clip, labels, onEdit, onClose }: EditClipDialogProps & { clip: EditedClip }) {
  const { t } = useTranslation();
  const id = useId();
  const [label, setLabel] = useState(clip.label);
  const trimmed = label.normalize('NFC').trim();
  const finish = (edit: ClipEdit) => {
    onEdit(edit);
    onClose();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (trimmed !== '') finish({ kind: 'relabel', path: clip.path, label: trimmed });
      }}
    >
      <p className={styles.path}>
        <bdi>{clip.path}</bdi>
      </p>
      <p className={styles.about}>{t('evaluate.edits.about')}</p>
      <div className={styles.field}>
        <label htmlFor={id}>{t('evaluate.edits.label')}</label>
        <input
          id={id}
          className={styles.text}
          list={`${id}-labels`}
          value={label}
          maxLength={maxLabelLength}
          autoComplete="off"
          onFocus={(event) => event.target.select()}
          onChange={(event) => setLabel(event.target.value)}
        />
        <datalist id={`${id}-labels`}>
          {labels.map((known) => (
            <option key={known} value={known}>
              {known}
            </option>
          ))}
        </datalist>
      </div>
      {clip.predicted !== trimmed && (
        <Button kind="quiet" className={styles.heard} onClick={() => setLabel(clip.predicted)}>
          {t('evaluate.edits.takeHeard', { label: clip.predicted })}
        </Button>
      )}
      <div className={styles.actions}>
        <Button kind="primary" type="submit" disabled={trimmed === '' || trimmed === clip.label}>
          {t('evaluate.edits.relabel')}
        </Button>
        <Button onClick={() => finish({ kind: 'exclude', path: clip.path })}>
          {t('evaluate.edits.exclude')}
        </Button>
      </div>
    </form>
  );
}
