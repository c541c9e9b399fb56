import { useEffect, useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { useModal } from './use-modal.ts';
import styles from './dialog.module.css';

type DialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** Sits at the bottom edge, as wide as the screen. */
  isSheet?: boolean;
  /** For tables. */
  isWide?: boolean;
  children: ReactNode;
};

/** A dialog over the page; the browser keeps the focus inside and closes it with Escape. */
export function Dialog({ isOpen, onClose, title, isSheet = false, isWide = false, children }: DialogProps) {
  const { t } = useTranslation();
  const ref = useModal(isOpen);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return undefined;
    // The backdrop belongs to the dialog: a press on it has the dialog itself as its target.
    const pressOutside = (event: MouseEvent) => {
      if (event.target === dialog) dialog.close();
    };
    dialog.addEventListener('click', pressOutside);
    return () => dialog.removeEventListener('click', pressOutside);
  }, [ref]);
  return (
    <dialog
      ref={ref}
      className={classNames(styles.dialog, isSheet && styles.sheet, isWide && styles.wide)}
      aria-labelledby={titleId}
      onClose={onClose}
    >
      {isOpen && (
        <div className={styles.inside}>
          <div className={styles.head}>
            <h2 id={titleId}>{title}</h2>
            <Button
              kind="quiet"
              icon="close"
              aria-label={t('app.close')}
              onClick={() => ref.current?.close()}
            />
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}
