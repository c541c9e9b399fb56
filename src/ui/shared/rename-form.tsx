import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import styles from './rename-form.module.css';

type RenameFormProps = { title: string; onRename: (title: string) => void; onCancel: () => void };

/** As long as the name in a model file may be; enough for others. */
const maxLength = 100;

/** A field in the place of a title: Enter keeps the new one, Escape the old one. */
export function RenameForm({ title, onRename, onCancel }: RenameFormProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(title);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const wanted = text.trim();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted === '' || wanted === title) onCancel();
        else onRename(wanted);
      }}
    >
      <input
        ref={input}
        className={styles.input}
        aria-label={t('models.newName')}
        value={text}
        maxLength={maxLength}
        dir="auto"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
        }}
      />
      <Button type="submit" icon="check">
        {t('models.keepName')}
      </Button>
      <Button kind="quiet" onClick={onCancel}>
        {t('models.cancel')}
      </Button>
    </form>
  );
}
