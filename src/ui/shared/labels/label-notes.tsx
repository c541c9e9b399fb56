import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { countLeftOut } from '../../../core/dataset/label-mapping.ts';
import { Card } from '../card.tsx';
import { useFormat } from '../format.ts';
import type { Folder, FolderPlan } from '../folder/folder-plan.ts';
import { LabelProblems } from './label-problems.tsx';
import styles from './label-notes.module.css';

/** A folder and what is made of it. */
export type PlannedFolder = { readonly folder: Folder; readonly plan: FolderPlan };

/** What was wrong with a manifest, and what a mapping leaves out; nothing where all is well. */
export function LabelNotes({ data: { folder, plan } }: { data: PlannedFolder }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { labelled, mapping } = plan;
  const unusable = folder.metadata?.unusable ?? [];
  const left = useMemo(() => countLeftOut(labelled.clips, mapping), [labelled, mapping]);
  const numLeft = left.reduce((sum, { numClips }) => sum + numClips, 0);
  const hasProblems = labelled.lostRows.length + labelled.repeated.length > 0;
  if (!hasProblems && numLeft === 0 && unusable.length === 0) return null;
  return (
    <Card className={styles.notes} data-testid="label-notes">
      <h3 className={styles.title}>{t('evaluate.labels.notes')}</h3>
      {unusable.map(({ path, error }) => (
        <p key={path}>
          <strong>
            <bdi>{path}</bdi>
          </strong>{' '}
          {t(`errors.${error.code}`, error.details)}
        </p>
      ))}
      {numLeft > 0 && (
        <p>
          {t('evaluate.labels.leftOutOf', {
            count: numLeft,
            clips: format.count(numLeft),
            labels: left.map(({ label }) => label).join(', '),
          })}
        </p>
      )}
      {hasProblems && <LabelProblems labelled={labelled} />}
    </Card>
  );
}
