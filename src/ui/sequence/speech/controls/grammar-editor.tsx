import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { exampleGrammars } from '../../../../core/language/grammar/example-grammars.ts';
import { Button } from '../../../shared/button.tsx';
import { Select } from '../../../shared/select.tsx';
import type { GrammarCheck } from './use-grammar-check.ts';
import { OptionSlider } from './option-slider.tsx';
import styles from './controls.module.css';

type GrammarEditorProps = {
  text: string;
  fit: number;
  check: GrammarCheck;
  onText: (text: string) => void;
  onFit: (fit: number) => void;
};

/** A grammar to choose or to write, and how surely people follow it. */
export function GrammarEditor({ text, fit, check, onText, onFit }: GrammarEditorProps) {
  const { t } = useTranslation();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const { error, missing } = check;
  const example = exampleGrammars.find((grammar) => grammar.text === text);
  const place = error === null ? null : placeOf(text, error.details);
  return (
    <div className={styles.grammar}>
      <label className={styles.label} htmlFor={`${id}-example`}>
        {t('speech.grammar.example')}
      </label>
      <Select
        id={`${id}-example`}
        value={example?.name ?? ''}
        onChange={({ target }) => {
          const chosen = exampleGrammars.find(({ name }) => name === target.value);
          if (chosen !== undefined) onText(chosen.text);
        }}
      >
        {example === undefined && <option value="">{t('speech.grammar.own')}</option>}
        {exampleGrammars.map(({ name }) => (
          <option key={name} value={name}>
            {t(`speech.grammar.title.${name}`)}
          </option>
        ))}
      </Select>
      <label className={styles.label} htmlFor={id}>
        {t('speech.grammar.text')}
      </label>
      <textarea
        ref={area}
        id={id}
        className={styles.text}
        rows={10}
        spellCheck={false}
        autoCapitalize="off"
        dir="ltr"
        value={text}
        aria-invalid={error !== null}
        aria-describedby={`${id}-check`}
        onChange={({ target }) => onText(target.value)}
      />
      <div id={`${id}-check`} className={styles.check} role="status">
        {error !== null && <p className={styles.error}>{t(`errors.${error.code}`, error.details)}</p>}
        {missing.length > 0 && (
          <p className={styles.caution}>
            {t('speech.grammar.missing', { count: missing.length, words: missing.join(', ') })}
          </p>
        )}
      </div>
      {place !== null && (
        <Button
          kind="quiet"
          onClick={() => {
            area.current?.focus();
            area.current?.setSelectionRange(place, place + 1);
          }}
        >
          {t('speech.grammar.goTo')}
        </Button>
      )}
      <OptionSlider
        label={t('speech.grammar.fit')}
        hint={t('speech.grammar.fitHint')}
        value={fit}
        min={0.5}
        max={1}
        step={0.01}
        onChange={onFit}
      />
    </div>
  );
}

/** Where in the text a mistake is; null where the error does not say. */
function placeOf(text: string, { line, column }: Readonly<Record<string, string | number>>): number | null {
  if (typeof line !== 'number' || typeof column !== 'number') return null;
  const before = text.split(/\r\n|\r|\n/).slice(0, line - 1);
  return before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
}
