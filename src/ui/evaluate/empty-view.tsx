import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../shared/button.tsx';
import { ProgressBar } from '../shared/progress-bar.tsx';
import { FolderPicture } from './folder-picture.tsx';
import styles from './empty-view.module.css';

type EmptyViewProps = {
  isOpening: boolean;
  onChoose: (files: FileList) => void;
  onTrySample: () => void;
};

/** Before the first folder: what it should look like, and three ways to begin. */
export function EmptyView({ isOpening, onChoose, onTrySample }: EmptyViewProps) {
  const { t } = useTranslation();
  const titleId = useId();
  return (
    <section className={styles.area} aria-labelledby={titleId} aria-busy={isOpening}>
      <div className={styles.words}>
        <h2 id={titleId} className={styles.title}>
          {t('evaluate.empty.title')}
        </h2>
        <p className={styles.lead}>{t('evaluate.empty.lead')}</p>
        <div className={styles.actions}>
          <FolderButton kind="primary" onChoose={onChoose}>
            {t('evaluate.chooseFolder')}
          </FolderButton>
          <Button icon="play" onClick={onTrySample}>
            {t('evaluate.trySample')}
          </Button>
        </div>
        <div className={styles.opening}>
          {isOpening && <ProgressBar share={null} label={t('evaluate.opening')} />}
          <span role="status">{isOpening && t('evaluate.opening')}</span>
        </div>
        <p className={styles.small}>{t('evaluate.empty.sampleHint')}</p>
      </div>
      <FolderPicture />
    </section>
  );
}

type FolderButtonProps = { kind: 'primary' | 'plain'; onChoose: (files: FileList) => void; children: string };

/** A button that opens the browser's own dialogue for folders. */
export function FolderButton({ kind, onChoose, children }: FolderButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button kind={kind} icon="folder" onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={(element) => {
          input.current = element;
          // React has no property for it. Where folders cannot be chosen, `multiple` lets files be.
          element?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        multiple
        hidden
        data-testid="folder-input"
        onChange={(event) => {
          const { files } = event.currentTarget;
          if (files !== null && files.length > 0) onChoose(files);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
