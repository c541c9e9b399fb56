import { type ReactNode, useId } from 'react';
import { ProgressBar } from '../progress-bar.tsx';
import { FolderPicture } from './folder-picture.tsx';
import styles from './folder-area.module.css';

type FolderAreaProps = {
  title: string;
  lead: string;
  /** The ways to begin. */
  actions: ReactNode;
  /** What is going on, and how far (null: nobody can tell); null while nothing is. */
  opening: { readonly text: string; readonly share: number | null } | null;
  hint: string;
  /** Which part of a folder with parts is taken. */
  splits: string;
};

/** Before the first folder: what it should look like, and ways to begin. */
export function FolderArea({ title, lead, actions, opening, hint, splits }: FolderAreaProps) {
  const titleId = useId();
  return (
    <section className={styles.area} aria-labelledby={titleId} aria-busy={opening !== null}>
      <div className={styles.words}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        <p className={styles.lead}>{lead}</p>
        <div className={styles.actions}>{actions}</div>
        <div className={styles.opening}>
          {opening !== null && <ProgressBar share={opening.share} label={opening.text} />}
          <span role="status">{opening?.text}</span>
        </div>
        <p className={styles.small}>{hint}</p>
      </div>
      <FolderPicture splits={splits} />
    </section>
  );
}
