import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClipEdit } from '../../../core/evaluation/run-record.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { ErrorNote } from '../../shared/error-note.tsx';
import { useFormat } from '../../shared/format.ts';
import { useEvaluation } from '../evaluation-context.tsx';
import { type EvaluationRun, numClipsOf } from '../session/evaluation-run.ts';
import type { SavedAs } from '../session/evaluation-session.ts';
import { SaveForm } from './save-form.tsx';
import styles from './save-form.module.css';
import { useAttempt } from './use-attempt.ts';
import { useSavedRunWords } from './use-saved-run-words.ts';

type SaveRunProps = { run: EvaluationRun; edits: readonly ClipEdit[]; savedAs: SavedAs | null };

/** Keeps a run that has ended; once it is kept, its further changes. */
export function SaveRun({ run, edits, savedAs }: SaveRunProps) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const { runs } = useEvaluation();
  const { error, attempt } = useAttempt();
  const name = useSuggestedName(run);
  const close = () => setIsOpen(false);
  if (run.record === null) return null;
  const { robustness } = run.record;
  const isSaved = savedAs !== null && savedAs.edits === edits && savedAs.robustness === robustness;
  const save = (as: string) => void attempt(() => runs.save(as)).then((isDone) => setIsOpen(!isDone));
  const press = () => {
    if (savedAs === null) setIsOpen(true);
    else if (!isSaved) save(savedAs.name);
  };
  return (
    <>
      {/* One button throughout, so that the focus stays on it. */}
      <Button
        kind={isSaved ? 'quiet' : 'plain'}
        icon={isSaved ? 'check' : 'bookmark'}
        className={isSaved ? styles.saved : undefined}
        aria-disabled={isSaved}
        onClick={press}
      >
        {t(`evaluate.runs.${isSaved ? 'saved' : savedAs === null ? 'save' : 'saveChanges'}`)}
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={t('evaluate.runs.save')}>
        {error !== null && <ErrorNote error={error} />}
        <SaveForm
          name={savedAs?.name ?? name}
          onSave={save}
          onExport={(as) => void attempt(() => runs.exportShown(as)).then(close)}
        />
      </Dialog>
    </>
  );
}

/** Data, split, model and date; and how much of it where it was cancelled. */
function useSuggestedName(run: EvaluationRun): string {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useSavedRunWords();
  if (run.record === null) return '';
  const about = words.about(run.record);
  if (run.status === 'done') return about;
  const count = numClipsOf(run);
  const values = { count, clips: format.count(count), total: format.count(run.numTotal) };
  return `${about} · ${t('evaluate.runs.part', values)}`;
}
