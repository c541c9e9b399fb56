import type { Mailbox } from './mailbox.ts';
import type { PathFile } from '../../platform/browser/dropped-files.ts';

/** Who takes a drop. */
export type DropTarget = 'classify' | 'evaluate' | 'train' | 'sequence';
/** What was dropped anywhere on the page, for the panel it belongs to. */
export type DropMailbox = Mailbox<Record<DropTarget, readonly PathFile[]>>;

const textName = /\.(?:txt|arpa|lm|json)$/i;
const runName = /\.csv$|\.phonoscope-run\.json$/i;

/** The file, where one was dropped by itself that is a saved run, or a table of predictions. */
export function droppedRun(files: readonly PathFile[]): File | null {
  const file = looseFile(files);
  return file !== null && /\.(?:csv|json)$/i.test(file.name) ? file : null;
}

/**
 * Which panel a drop belongs to: a saved run and a table of predictions go to Evaluate, and so does any JSON where that is on
 * the screen; loose texts and language models go to Sequence, and so does sound where that is on the screen.
 * Otherwise one loose file of sound goes to Classify, anything else to Train where that is on the screen, or else to
 * Evaluate. A folder of one clip has a `/` in its path and is still a folder.
 */
export function dropTarget(files: readonly PathFile[], current: string): DropTarget {
  const run = droppedRun(files);
  if (run !== null && (current === 'evaluate' || runName.test(run.name))) return 'evaluate';
  if (current === 'sequence') return current;
  if (files.length > 0 && files.every(({ path }) => textName.test(path) && !path.includes('/')))
    return 'sequence';
  if (looseFile(files) !== null) return 'classify';
  return current === 'train' ? current : 'evaluate';
}

/** The zip, where one was dropped by itself: a model, or sounds in folders. */
export function droppedZip(files: readonly PathFile[]): File | null {
  const file = looseFile(files);
  return file !== null && /\.zip$/i.test(file.name) ? file : null;
}

/** The file, where one was dropped by itself and not in a folder. */
export function looseFile(files: readonly PathFile[]): File | null {
  const [only] = files;
  const isLoose = files.length === 1 && only !== undefined && !only.path.includes('/');
  return isLoose && only.file instanceof File ? only.file : null;
}
