import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ManifestTable } from '../../../core/dataset/manifest-table.ts';
import { Button } from '../../shared/button.tsx';
import { ErrorNote } from '../../shared/error-note.tsx';
import { ChoiceField } from '../../shared/field.tsx';
import type { FolderFile } from '../../shared/folder/folder-plan.ts';
import type { LabelDraft } from './label-draft.ts';
import { ManifestPreview } from './label-preview.tsx';
import styles from './labels-dialog.module.css';

type ManifestFieldsProps = {
  draft: LabelDraft;
  change: (part: Partial<LabelDraft>) => void;
  paths: readonly FolderFile[];
};

/** Which table, which of its columns, and what its first rows would give. */
export function ManifestFields({ draft, change, paths }: ManifestFieldsProps) {
  const { t } = useTranslation();
  const { files, fileIndex, manifest } = draft;
  const table = manifest?.table ?? null;
  const open = (file: File) =>
    change({ files: [...files, { path: file.name, file }], fileIndex: files.length, manifest: null });
  return (
    <>
      <div className={styles.fields}>
        {files.length > 0 && (
          <ChoiceField
            label={t('evaluate.labels.file')}
            value={String(fileIndex)}
            choices={files.map(({ path }, index) => ({ value: String(index), text: path }))}
            onChange={(index) => change({ fileIndex: Number(index), manifest: null })}
          />
        )}
        <div className={styles.open}>
          <FileButton onFile={open}>{t('evaluate.labels.open')}</FileButton>
        </div>
      </div>
      {files.length === 0 && <p className={styles.about}>{t('evaluate.labels.noFile')}</p>}
      {manifest !== null && manifest.error !== null && (
        <ErrorNote error={manifest.error} subject={files[fileIndex]?.path} />
      )}
      {table !== null && (
        <>
          <div className={styles.fields}>
            <ColumnField
              label={t('evaluate.labels.pathColumn')}
              table={table}
              value={draft.pathColumn}
              onChange={(pathColumn) => change({ pathColumn })}
            />
            <ColumnField
              label={t('evaluate.labels.labelColumn')}
              table={table}
              value={draft.labelColumn}
              onChange={(labelColumn) => change({ labelColumn })}
            />
          </div>
          <ManifestPreview
            table={table}
            pathColumn={draft.pathColumn}
            labelColumn={draft.labelColumn}
            files={paths}
          />
        </>
      )}
    </>
  );
}

type ColumnFieldProps = {
  label: string;
  table: ManifestTable;
  value: string;
  onChange: (column: string) => void;
};

function ColumnField({ label, table, value, onChange }: ColumnFieldProps) {
  const { t } = useTranslation();
  const columns = table.columns.map((column) => ({ value: column, text: column }));
  const none = value === '' ? [{ value: '', text: t('evaluate.labels.noColumn') }] : [];
  return <ChoiceField label={label} value={value} choices={[...none, ...columns]} onChange={onChange} />;
}

function FileButton({ onFile, children }: { onFile: (file: File) => void; children: string }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon="upload" onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.jsonl,.ndjson,.json"
        hidden
        aria-label={children}
        data-testid="manifest-file"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) onFile(file);
          // The same file chosen again must count as a change.
          target.value = '';
        }}
      />
    </>
  );
}
