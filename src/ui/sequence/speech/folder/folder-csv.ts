import { writeCsv } from '../../../../core/evaluation/csv.ts';
import type { FolderRow } from './folder-state.ts';

/** A row for each recording: what was said, what was heard, and the errors. What could not be heard has no figures. */
export function folderCsv(rows: readonly FolderRow[]): string {
  const header = ['path', 'reference', 'hypothesis', 'words', 'substitutions', 'deletions', 'insertions'];
  const body = rows.map(({ path, reference, hypothesis, counts }) => {
    const figures =
      counts === null
        ? ['', '', '', '']
        : [counts.words, counts.substitutions, counts.deletions, counts.insertions].map(String);
    return [path, reference.join(' '), hypothesis?.join(' ') ?? '', ...figures];
  });
  return writeCsv([header, ...body]);
}
