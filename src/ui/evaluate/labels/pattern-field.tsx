import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlainError } from '../../../workers/protocol.ts';
import styles from './labels-dialog.module.css';

type PatternFieldProps = {
  pattern: string;
  error: PlainError | null;
  onChange: (pattern: string) => void;
};

/** A pattern to type, with what is wrong in it. */
export function PatternField({ pattern, error, onChange }: PatternFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className={styles.pattern}>
      <label htmlFor={id}>{t('evaluate.labels.pattern')}</label>
      <input
        id={id}
        className={styles.text}
        type="text"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder="{label}/{speaker}_{take}.wav"
        value={pattern}
        aria-invalid={error !== null}
        aria-describedby={`${id}-error`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-error`} role="status" className={styles.mistake}>
        {error !== null && t(`errors.${error.code}`, error.details)}
      </p>
    </div>
  );
}
