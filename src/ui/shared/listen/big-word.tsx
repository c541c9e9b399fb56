import { useMemo } from 'react';
import { classNames } from '../class-names.ts';
import { widthInEms } from './width-in-ems.ts';
import styles from './big-word.module.css';

type BigWordProps = {
  text: string;
  /** Grey, for an answer that should not be taken for one. */
  isFaint: boolean;
  caption: string;
  isCaution?: boolean;
};

/** The answer, as large as its place allows: a long label gets smaller letters instead of being cut off. */
export function BigWord({ text, isFaint, caption, isCaution = false }: BigWordProps) {
  const ems = useMemo(() => widthInEms(text), [text]);
  return (
    <div className={styles.place}>
      <p
        className={classNames(styles.word, isFaint && styles.faint)}
        style={{ '--ems': ems }}
        data-testid="word"
      >
        <bdi>{text}</bdi>
      </p>
      <p className={classNames(styles.caption, isCaution && styles.caution)} data-testid="word-caption">
        {caption}
      </p>
    </div>
  );
}
