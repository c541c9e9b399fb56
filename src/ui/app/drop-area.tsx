import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { filesFromDataTransfer } from '../../platform/browser/dropped-files.ts';
import { DropProvider, DropRouter, dropTarget, type DropTarget } from '../shared/dropped-files-context.tsx';
import { Icon } from '../shared/icon.tsx';
import styles from './drop-area.module.css';

type DropAreaProps = { onTarget: (target: DropTarget) => void; children: ReactNode };

/** Takes files dropped anywhere on the page and brings up the panel they belong to. */
export function DropArea({ onTarget, children }: DropAreaProps) {
  const [router] = useState(() => new DropRouter());
  const isOver = usePageDrop(async (transfer) => {
    const files = await filesFromDataTransfer(transfer);
    const target = dropTarget(files);
    onTarget(target);
    router.deliver(target, files);
  });
  return (
    <DropProvider router={router}>
      {children}
      {isOver && <DropHint />}
    </DropProvider>
  );
}

function DropHint() {
  const { t } = useTranslation();
  return (
    <div className={styles.hint} aria-hidden="true">
      <div className={styles.frame}>
        <Icon name="upload" size={40} />
        <strong>{t('app.drop.title')}</strong>
        <span>{t('app.drop.hint')}</span>
      </div>
    </div>
  );
}

/** True while files are held over the page. */
function usePageDrop(onDrop: (transfer: DataTransfer) => Promise<void>): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const hold = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setIsOver(true);
    };
    // Leaving for a child is no leaving: only the window's own edge has no related target.
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      setIsOver(false);
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      void onDrop(event.dataTransfer);
    };
    addEventListener('dragover', hold);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', hold);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  });
  return isOver;
}
