import { PhonoscopeError } from '../../../core/errors.ts';
import type { RunRecord } from '../../../core/evaluation/run-record.ts';
import { eachInSteps, type Steps } from '../../../core/steps.ts';
import {
  type Folder,
  type FolderPlan,
  planFolderInSteps,
  splitsOf,
} from '../../shared/folder/folder-plan.ts';
import type { StoredFile } from '../../../platform/browser/stored-file.ts';

/** A folder that holds the sound of a run's clips. */
export type FoundSound = {
  readonly plan: FolderPlan;
  /** By the paths of the run; those whose sound is not in the folder are missing. */
  readonly fileOf: ReadonlyMap<string, StoredFile>;
};

/**
 * Finds a reopened run's clips in the folder that is said to be theirs. Paths may be in another Unicode form, or begin
 * further up than the folder does. In steps.
 *
 * @throws PhonoscopeError `folder-other-run` where none of them is there; `folder-no-audio`.
 */
export function* findSound(folder: Folder, record: RunRecord): Steps<FoundSound> {
  const isSplit = record.isWhole !== true && splitsOf(folder).includes(record.split);
  const plan = yield* planFolderInSteps(folder, isSplit ? record.split : null, null);
  const known = new Map<string, StoredFile>();
  yield* eachInSteps([...folder.files, ...plan.clips], ({ path, file }) =>
    known.set(path.normalize('NFC'), file),
  );
  const fileOf = new Map<string, StoredFile>();
  yield* eachInSteps(record.table.paths, (path) => {
    const file = findBySuffix(known, path.normalize('NFC'));
    if (file !== undefined) fileOf.set(path, file);
  });
  if (fileOf.size === 0) {
    const message = `None of the run's clips lies in the folder ${folder.name}.`;
    throw new PhonoscopeError('folder-other-run', message, { folder: folder.name });
  }
  return { plan, fileOf };
}

/** Takes folders off the beginning until there is such a file. */
function findBySuffix(known: ReadonlyMap<string, StoredFile>, path: string): StoredFile | undefined {
  const file = known.get(path);
  const end = path.indexOf('/');
  return file !== undefined || end < 0 ? file : findBySuffix(known, path.slice(end + 1));
}
