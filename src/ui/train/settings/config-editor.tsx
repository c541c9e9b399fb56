import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { downloadFile } from '../../shared/download-file.ts';
import type { ConfigText } from '../session/config-text.ts';
import type { TrainSession } from '../session/train-session.ts';
import styles from './config-editor.module.css';

/** A configuration has a few kilobytes; a larger file is something else. */
const maxFileBytes = 1_000_000;

/** The whole configuration as YAML, the same that the command line takes. */
export function ConfigEditor({ session, config }: { session: TrainSession; config: ConfigText }) {
  const { t } = useTranslation();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const { text, error } = config;
  const load = async (file: File) => {
    if (file.size <= maxFileBytes) session.editConfig(await file.text());
  };
  return (
    <div className={styles.editor}>
      <label htmlFor={id} className={styles.hint}>
        {t('train.yaml.hint')}
      </label>
      <textarea
        ref={area}
        id={id}
        className={styles.text}
        value={text}
        spellCheck={false}
        autoCapitalize="off"
        rows={Math.min(40, Math.max(12, text.split('\n').length))}
        aria-invalid={error !== null}
        aria-describedby={`${id}-error`}
        onChange={(event) => session.editConfig(event.target.value)}
      />
      <div id={`${id}-error`} className={styles.error} role="status">
        {error !== null && (
          <>
            <p data-testid="config-error">{t('train.yaml.mistake', mistakeOf(error.details))}</p>
            <Button kind="quiet" onClick={() => goTo(area.current, text, error.details)}>
              {t('train.yaml.goThere')}
            </Button>
          </>
        )}
      </div>
      <div className={styles.actions}>
        <Button
          icon="download"
          onClick={() => downloadFile('training.yaml', new Blob([text], { type: 'application/yaml' }))}
        >
          {t('train.yaml.save')}
        </Button>
        <Button icon="upload" onClick={() => input.current?.click()}>
          {t('train.yaml.load')}
        </Button>
        <Button kind="quiet" icon="undo" onClick={() => session.resetConfig()}>
          {t('train.yaml.reset')}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".yaml,.yml,.txt"
          hidden
          data-testid="config-input"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file !== undefined) void load(file);
            event.currentTarget.value = '';
          }}
        />
      </div>
    </div>
  );
}

type Details = Readonly<Record<string, string | number>>;

function mistakeOf({ line = 1, column = 1, field = '', expected = '' }: Details) {
  return { line, column, field: field === '' ? 'YAML' : field, expected };
}

/** Puts the cursor on the mistake. */
function goTo(area: HTMLTextAreaElement | null, text: string, { line = 1, column = 1 }: Details): void {
  if (area === null) return;
  const before = text.split('\n').slice(0, Number(line) - 1);
  const at = before.reduce((sum, row) => sum + row.length + 1, 0) + Number(column) - 1;
  area.focus();
  area.setSelectionRange(at, at);
}
