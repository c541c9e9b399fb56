import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import type { TeachSession } from './teach-session.ts';
import styles from './word-form.module.css';

/** A field for one more word; Enter adds it and stays there for the next. */
export function WordForm({ session, isFirst }: { session: TeachSession; isFirst: boolean }) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState('');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (session.addWord(text)) setText('');
      }}
    >
      <label className={styles.label} htmlFor={id}>
        {t(isFirst ? 'train.teach.firstWord' : 'train.teach.nextWord')}
      </label>
      <div className={styles.row}>
        <input
          id={id}
          className={styles.input}
          value={text}
          maxLength={60}
          dir="auto"
          autoComplete="off"
          placeholder={t('train.teach.wordExample')}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" kind={isFirst ? 'primary' : 'plain'} icon="plus">
          {t('train.teach.addWord')}
        </Button>
      </div>
    </form>
  );
}
