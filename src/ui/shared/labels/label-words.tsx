import { useTranslation } from 'react-i18next';
import type { FolderPlan } from '../folder/folder-plan.ts';

/** Where labels come from, unless from folders as they are. */
export function LabelWords({
  plan: { labelled, mapping },
}: {
  plan: Pick<FolderPlan, 'labelled' | 'mapping'>;
}) {
  const { t } = useTranslation();
  const { of } = labelled.origin;
  return (
    <>
      {of !== '' && (
        <>
          {' · '}
          {t('evaluate.labels.from')} <bdi>{of}</bdi>
        </>
      )}
      {mapping.length > 0 && ` · ${t('evaluate.labels.mapped', { count: mapping.length })}`}
    </>
  );
}
