import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import styles from './select.module.css';

/** The browser's own list of choices, dressed like the other controls. */
export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={classNames(styles.frame, className)}>
      <select {...rest} className={styles.select} />
      <Icon name="down" size={16} />
    </span>
  );
}
