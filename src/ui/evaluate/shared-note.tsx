import { useTranslation } from 'react-i18next';
import { Card } from '../shared/card.tsx';
import { useFormat } from '../shared/format.ts';
import styles from './run-notes.module.css';
import type { EvaluationRun } from './session/evaluation-run.ts';

/** More would push the figures off the screen. */
const maxNamed = 20;

/** Which clips and speakers were in the training of the model as well, once the run has ended; above the figures that they flatter. */
export function SharedNote({ run }: { run: EvaluationRun }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const shared = run.record?.sharedWithTraining;
  if (run.record === null || shared === undefined) return null;
  const { numSharedFiles, sharedSpeakers, numClipsOfSharedSpeakers, numSpeakers } = shared;
  const numClips = run.record.table.paths.length;
  return (
    <Card className={styles.caution} data-testid="shared-with-training">
      <h3 className={styles.title}>{t('evaluate.notes.sharedTitle')}</h3>
      {numSharedFiles > 0 && (
        <p>
          {t('evaluate.notes.sharedFiles', {
            count: numClips,
            shared: count(numSharedFiles),
            clips: count(numClips),
          })}
        </p>
      )}
      {sharedSpeakers.length > 0 && (
        <>
          <p>
            {t('evaluate.notes.sharedSpeakers', {
              count: numSpeakers,
              shared: count(sharedSpeakers.length),
              speakers: count(numSpeakers),
            })}
          </p>
          <p>
            {t('evaluate.notes.sharedSpeakersClips', {
              count: numClips,
              shared: count(numClipsOfSharedSpeakers),
              clips: count(numClips),
            })}
          </p>
          <SpeakerList speakers={sharedSpeakers} />
        </>
      )}
      <p>{t('evaluate.notes.sharedMeaning')}</p>
    </Card>
  );
}

function SpeakerList({ speakers }: { speakers: readonly string[] }) {
  const { t } = useTranslation();
  const numMore = speakers.length - maxNamed;
  return (
    <ul className={styles.labels}>
      {speakers.slice(0, maxNamed).map((speaker) => (
        <li key={speaker} className={styles.label}>
          <bdi>{speaker}</bdi>
        </li>
      ))}
      {numMore > 0 && <li className={styles.more}>{t('evaluate.notes.lackingMore', { count: numMore })}</li>}
    </ul>
  );
}
