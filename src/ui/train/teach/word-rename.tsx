import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import styles from './word-rename.module.css';

type WordRenameProps = { word: string; onRename: (typed: string) => void; onCancel: () => void };

/** A field in the place of a word: Enter keeps the new spelling, Escape the old one. */
export function WordRename({ word, onRename, onCancel }: WordRenameProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(word);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onRename(text);
      }}
    >
      <input
        ref={input}
        className={styles.input}
        aria-label={t('train.teach.newSpelling', { word })}
        value={text}
        maxLength={60}
        dir="auto"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
        }}
      />
      <Button type="submit" icon="check" aria-label={t('train.teach.keepSpelling')} />
    </form>
  );
}
