import { useMemo } from 'react';
import { classNames } from '../class-names.ts';
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

const measuredSizePx = 100;
/** A label can be a whole page; its first letters say enough about its width. */
const maxLetters = 80;

/** How wide a text is in units of its font size, in the page's own font. */
function widthInEms(text: string): number {
  const letters = text.slice(0, maxLetters);
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return Math.max(1, letters.length * 0.7);
  context.font = `600 ${measuredSizePx}px ${getComputedStyle(document.body).fontFamily}`;
  return Math.max(1, context.measureText(letters).width / measuredSizePx);
}
