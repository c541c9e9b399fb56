import { useTranslation } from 'react-i18next';
import { filesFromInput } from '../../../platform/browser/dropped-files.ts';
import { FolderButton } from '../../shared/folder/folder-button.tsx';
import { openFolder } from '../../shared/folder/folder-plan.ts';
import { useEvaluation } from '../evaluation-context.tsx';
import styles from './clip-pane.module.css';

/** A reopened run has no sound until its folder is given. */
export function SoundNote() {
  const { t } = useTranslation();
  const { session } = useEvaluation();
  const give = (list: FileList) => {
    const files = filesFromInput(list);
    const name = files[0]?.path.split('/')[0] ?? '';
    void session.giveSound(name, () => openFolder(files, t('folder.loose')));
  };
  return (
    <div className={styles.sound}>
      <p>{t('evaluate.clips.noSound')}</p>
      <FolderButton kind="plain" onChoose={give}>
        {t('evaluate.clips.giveFolder')}
      </FolderButton>
    </div>
  );
}
