import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { cleanLabel } from '../../../core/dataset/clean-label.ts';
import type { LabelledData } from '../../../core/dataset/labelled-data.ts';
import type { ManifestTable } from '../../../core/dataset/manifest-table.ts';
import type { FolderFile } from '../../shared/folder/folder-plan.ts';
import { useInTurns } from '../../shared/use-in-turns.ts';
import { findSoundInSteps, firstFiles } from './label-draft.ts';
import styles from './labels-dialog.module.css';

/** Enough to see whether it is right. */
const numShown = 5;

type ManifestPreviewProps = {
  table: ManifestTable;
  pathColumn: string;
  labelColumn: string;
  files: readonly FolderFile[];
};

/** The first rows of a manifest, each with the file that it names. */
export function ManifestPreview({ table, pathColumn, labelColumn, files }: ManifestPreviewProps) {
  const { t } = useTranslation();
  const finder = useInTurns(useCallback(() => findSoundInSteps(files, table), [files, table]));
  const find = finder.isBusy ? null : finder.value;
  const [path, label] = [table.columns.indexOf(pathColumn), table.columns.indexOf(labelColumn)];
  return (
    <PreviewTable
      caption={t('evaluate.labels.firstRows')}
      heads={[t('evaluate.labels.row'), t('evaluate.labels.fileOf'), t('evaluate.labels.label')]}
      rows={table.rows.slice(0, numShown).map(({ cells, line }) => ({
        key: String(line),
        cells: [
          { path: cells[path] ?? '' },
          path < 0 || find === null ? null : pathOr(find(cells[path] ?? ''), t('evaluate.labels.noSuchFile')),
          label < 0 ? null : cleanLabel(cells[label] ?? '') || { missing: t('evaluate.labels.noLabel') },
        ],
      }))}
    />
  );
}

/** The first files of the split with the labels they get. */
export function FilePreview({ labelled }: { labelled: LabelledData }) {
  const { t } = useTranslation();
  const rows = useMemo(() => firstFiles(labelled, numShown), [labelled]);
  const hasFields = rows.some(({ fields }) => fields !== '');
  const fieldHead = hasFields ? [t('evaluate.labels.fields')] : [];
  return (
    <PreviewTable
      caption={t('evaluate.labels.firstFiles')}
      heads={[t('evaluate.labels.fileOf'), t('evaluate.labels.label'), ...fieldHead]}
      rows={rows.map(({ path, label, fields }) => ({
        key: path,
        cells: [{ path }, label ?? { missing: t('evaluate.labels.noLabel') }, ...(hasFields ? [fields] : [])],
      }))}
    />
  );
}

type Cell = string | null | { readonly path: string } | { readonly missing: string };

function pathOr(path: string | null, missing: string): Cell {
  return path === null ? { missing } : { path };
}

type PreviewTableProps = {
  caption: string;
  heads: readonly string[];
  rows: readonly { readonly key: string; readonly cells: readonly Cell[] }[];
};

function PreviewTable({ caption, heads, rows }: PreviewTableProps) {
  return (
    <table className={styles.preview}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, index) => (
              <PreviewCell key={heads[index]} cell={cell} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PreviewCell({ cell }: { cell: Cell }) {
  if (cell === null) return <td>–</td>;
  if (typeof cell === 'object' && 'missing' in cell)
    return <td className={styles.missing}>{cell.missing}</td>;
  const text = typeof cell === 'string' ? cell : cell.path;
  return (
    <td title={text} className={typeof cell === 'string' ? undefined : styles.path}>
      <bdi>{text}</bdi>
    </td>
  );
}
