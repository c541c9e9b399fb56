import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';
import styles from './button.module.css';

type ButtonProps = ComponentProps<'button'> & {
  /** `primary`: the one thing to do here; `plain`: with a line; `quiet`: without. */
  kind?: 'primary' | 'plain' | 'quiet';
  icon?: IconName;
};

/** A button. With an icon and no children it needs an `aria-label`. */
export function Button({ kind = 'plain', icon, children, className, ...rest }: ButtonProps) {
  const isIconAlone = icon !== undefined && children === undefined;
  return (
    <button
      type="button"
      {...rest}
      className={classNames(styles.button, styles[kind], isIconAlone && styles.iconAlone, className)}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}
