import { useId, useRef, useState, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { useMenuClosing } from './use-menu-closing.ts';
import styles from './menu.module.css';

type MenuProps = {
  /** What is on the button. */
  button: ReactNode;
  /** Says what the button is for where its content does not. */
  label: string;
  className?: string | undefined;
  children: ReactNode;
};

/**
 * A button that opens a small card below it. Escape, a press outside or leaving it closes it, and so does a
 * choice made by pointer; arrow keys choose without closing.
 */
export function Menu({ button, label, className, children }: MenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  useMenuClosing(root, isOpen, () => setIsOpen(false));
  return (
    <div ref={root} className={styles.menu}>
      <button
        type="button"
        className={classNames(styles.trigger, className)}
        aria-label={label}
        title={label}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setIsOpen(!isOpen)}
      >
        {button}
      </button>
      {isOpen && (
        <div id={id} className={styles.card}>
          {children}
        </div>
      )}
    </div>
  );
}
