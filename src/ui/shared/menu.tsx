import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
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
  const trigger = useRef<HTMLButtonElement>(null);
  useLeaving(root, isOpen, () => setIsOpen(false));
  const isPointer = useRef(false);
  const closeAfterPointer = () => {
    if (!isPointer.current) return;
    setIsOpen(false);
    trigger.current?.focus();
  };
  return (
    <div ref={root} className={styles.menu}>
      <button
        ref={trigger}
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
        <div
          id={id}
          role="group"
          aria-label={label}
          className={styles.card}
          onPointerDown={() => {
            isPointer.current = true;
          }}
          onKeyDown={() => {
            isPointer.current = false;
          }}
          onChange={closeAfterPointer}
        >
          {children}
        </div>
      )}
    </div>
  );
}

function useLeaving(
  root: { readonly current: HTMLElement | null },
  isOpen: boolean,
  close: () => void,
): void {
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  });
  useEffect(() => {
    if (!isOpen) return undefined;
    const leave = (event: Event) => {
      if (event.target instanceof Node && root.current?.contains(event.target) === true) return;
      latest.current();
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      latest.current();
      root.current?.querySelector('button')?.focus();
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
      document.removeEventListener('keydown', escape);
    };
  }, [isOpen, root]);
}
