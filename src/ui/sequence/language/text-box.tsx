import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { useFormat } from '../../shared/format.ts';
import { maxTypedLength } from './session/open-text.ts';
import type { TextSource } from './session/playground-state.ts';
import styles from './text-box.module.css';

type TextBoxProps = {
  label: string;
  isLabelVisible?: boolean;
  source: TextSource;
  rows: number;
  accept: string;
  fileButton: string;
  testId: string;
  /** Beside the button: what is going on. */
  status?: string;
  onChange: (source: TextSource) => void;
  onFiles: (files: readonly File[]) => void;
};

/** A text to type, or files in its place. What is too long for a field is pasted as a file. */
export function TextBox(props: TextBoxProps) {
  const { label, isLabelVisible = true, source, rows, accept, fileButton, testId, status } = props;
  const { onChange, onFiles } = props;
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const paste = (text: string) =>
    onChange({ text: '', files: [new File([text], t('sequence.text.pasted'))] });
  return (
    <div className={styles.box}>
      <label htmlFor={id} className={isLabelVisible ? styles.label : 'visually-hidden'}>
        {label}
      </label>
      {source.files.length > 0 ? (
        <Files id={id} files={source.files} onRemove={() => onChange({ text: '', files: [] })} />
      ) : (
        <textarea
          id={id}
          className={styles.text}
          dir="auto"
          rows={rows}
          value={source.text}
          spellCheck={false}
          autoCapitalize="off"
          onChange={(event) => onChange({ text: event.target.value, files: [] })}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text/plain');
            if (text.length <= maxTypedLength) return;
            event.preventDefault();
            paste(text);
          }}
        />
      )}
      <div className={styles.foot}>
        <Button kind="quiet" icon="upload" className={styles.choose} onClick={() => input.current?.click()}>
          {fileButton}
        </Button>
        <p className={styles.status} role="status">
          {status}
        </p>
      </div>
      <input
        ref={input}
        type="file"
        accept={accept}
        multiple
        hidden
        data-testid={testId}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </div>
  );
}

type FilesProps = { id: string; files: readonly File[]; onRemove: () => void };

function Files({ id, files, onRemove }: FilesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const first = files[0]?.name ?? '';
  return (
    <div className={styles.files}>
      <p className={styles.fileWords}>
        <bdi className={styles.fileName} title={first}>
          {first}
        </bdi>
        <span className={styles.size}>
          {files.length > 1 && `${t('sequence.text.more', { count: files.length - 1 })} · `}
          {`${format.upTo(bytes / 1000, 0)} kB`}
        </span>
      </p>
      <Button id={id} kind="quiet" icon="close" aria-label={t('sequence.text.remove')} onClick={onRemove} />
    </div>
  );
}
