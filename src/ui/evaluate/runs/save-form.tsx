import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import styles from './save-form.module.css';

type SaveFormProps = {
  /** What it is called if nothing else is typed. */
  name: string;
  onSave: (name: string) => void;
  onExport: (name: string) => void;
};

/** As long as a saved run's name may be, and a little less. */
const maxLength = 200;

/** Asks what a run is to be called, and where it is to be kept. */
export function SaveForm({ name, onSave, onExport }: SaveFormProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => input.current?.select(), []);
  const wanted = text.trim() === '' ? name : text.trim();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSave(wanted);
      }}
    >
      <label htmlFor={id}>{t('evaluate.runs.name')}</label>
      <input
        ref={input}
        id={id}
        className={styles.input}
        value={text}
        maxLength={maxLength}
        dir="auto"
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
      />
      <p className={styles.about}>{t('evaluate.runs.saveHint')}</p>
      <div className={styles.actions}>
        <Button type="submit" kind="primary" icon="check">
          {t('evaluate.runs.saveHere')}
        </Button>
        <Button icon="download" onClick={() => onExport(wanted)}>
          {t('evaluate.runs.saveAsFile')}
        </Button>
      </div>
    </form>
  );
}
