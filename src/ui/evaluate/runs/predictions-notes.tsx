import { useTranslation } from 'react-i18next';
import type { PredictionsNote } from '../../../core/evaluation/foreign/predictions-note.ts';
import { Card } from '../../shared/card.tsx';
import { useFormat } from '../../shared/format.ts';
import styles from '../run-notes.module.css';

/** What a person should know of how a table of predictions was read. */
export function PredictionsNotes({ notes }: { notes: readonly PredictionsNote[] }) {
  const { t } = useTranslation();
  if (notes.length === 0) return null;
  return (
    <Card className={styles.caution} data-testid="predictions-notes">
      <h3 className={styles.title}>{t('evaluate.predictions.title')}</h3>
      <ul>
        {notes.map((note) => (
          <li key={note.kind}>
            <NoteText note={note} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function NoteText({ note }: { note: PredictionsNote }) {
  const { t } = useTranslation();
  const format = useFormat();
  switch (note.kind) {
    case 'paths-twice':
    case 'paths-missing':
    case 'not-highest':
      return (
        <>{t(`evaluate.predictions.${note.kind}`, { count: note.count, rows: format.count(note.count) })}</>
      );
    case 'scores-complement':
      return <>{t('evaluate.predictions.scores-complement', { label: note.label })}</>;
    default:
      return <>{t(`evaluate.predictions.${note.kind}`)}</>;
  }
}
