import { classNames } from '../shared/class-names.ts';
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
  return (
    <div className={styles.place}>
      <p
        className={classNames(styles.word, isFaint && styles.faint)}
        style={{ '--ems': widthInEms(text) }}
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

/** About how wide a text is, in units of its size: ideographs are square, other letters a little over half as wide. */
function widthInEms(text: string): number {
  let ems = 0;
  for (const letter of text)
    ems += /[\u2E80-\uA4CF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFF60]/.test(letter) ? 1.02 : 0.62;
  return Math.max(1.5, ems);
}
