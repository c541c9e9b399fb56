import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toPhonoscopeError } from '../../core/errors.ts';
import { filesFromDataTransfer } from '../../platform/browser/dropped-files.ts';
import type { PlainError } from '../../workers/protocol.ts';
import { Mailbox } from '../shared/mailbox.ts';
import { type DropMailbox, droppedZip, type DropTarget, dropTarget } from '../shared/drop-target.ts';
import { DropProvider } from '../shared/dropped-files-context.tsx';
import { ErrorNote } from '../shared/error-note.tsx';
import { Icon } from '../shared/icon.tsx';
import type { PanelName } from './panels.ts';
import styles from './drop-area.module.css';

type DropAreaProps = {
  /** The panel on the screen; some take what others would. */
  current: PanelName;
  onModel: (file: File) => Promise<void>;
  onTarget: (target: DropTarget) => void;
  children: ReactNode;
};

/** Takes files dropped anywhere on the page and brings up the panel they belong to. */
export function DropArea({ current, onModel, onTarget, children }: DropAreaProps) {
  const [mailbox] = useState((): DropMailbox => new Mailbox());
  const [error, setError] = useState<PlainError | null>(null);
  const isOver = usePageDrop(async (transfer) => {
    setError(null);
    try {
      let files = await filesFromDataTransfer(transfer);
      const zip = droppedZip(files);
      if (zip !== null) {
        const { openZipFolder } = await import('../shared/folder/zip-folder.ts');
        const unpacked = await openZipFolder(zip);
        const isModel = unpacked.files.length === 0 && unpacked.models.length === 0;
        for (const model of isModel ? [zip] : unpacked.models) await onModel(model);
        if (unpacked.files.length === 0) return;
        files = unpacked.files;
      }
      const target = dropTarget(files, current);
      onTarget(target);
      mailbox.deliver(target, files);
    } catch (thrown) {
      const { code, message, details } = toPhonoscopeError(thrown);
      setError({ code, message, details });
    }
  });
  return (
    <DropProvider mailbox={mailbox}>
      {children}
      {isOver && <DropHint current={current} />}
      {error !== null && (
        <div className={styles.error}>
          <ErrorNote error={error} subject={pathOf(error)} onDismiss={() => setError(null)} />
        </div>
      )}
    </DropProvider>
  );
}

/** The file or folder that could not be read. */
function pathOf({ details }: PlainError): string | undefined {
  return details['path'] === undefined ? undefined : String(details['path']);
}

const hints: Partial<Record<PanelName, `app.drop.hint${'Train' | 'Sequence' | 'Evaluate'}`>> = {
  train: 'app.drop.hintTrain',
  sequence: 'app.drop.hintSequence',
  evaluate: 'app.drop.hintEvaluate',
};

function DropHint({ current }: { current: PanelName }) {
  const { t } = useTranslation();
  return (
    <div className={styles.hint} aria-hidden="true">
      <div className={styles.frame}>
        <Icon name="upload" size={40} />
        <strong>{t('app.drop.title')}</strong>
        <span>{t(hints[current] ?? 'app.drop.hint')}</span>
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
