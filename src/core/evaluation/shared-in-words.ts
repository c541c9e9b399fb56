import { type ReportWords, reportWords } from './html/words.ts';
import type { RunRecord } from './run-record.ts';

/** More would hide the figures. */
const maxNamed = 20;

/**
 * Says what of a run was in the training of its model as well.
 *
 * @param write makes a speaker's name fit for where the text goes.
 * @returns sentences; none where nothing was.
 */
export function sharedInWords(
  { sharedWithTraining, table }: Pick<RunRecord, 'sharedWithTraining' | 'table'>,
  write: (name: string) => string,
  { summary, separator }: ReportWords = reportWords('en'),
): string[] {
  if (sharedWithTraining === undefined) return [];
  const { numSharedFiles, sharedSpeakers, numClipsOfSharedSpeakers, numSpeakers } = sharedWithTraining;
  const numShared = sharedSpeakers.length;
  const names = sharedSpeakers.slice(0, maxNamed).map(write).join(separator);
  const more = numShared > maxNamed ? summary.andMore(numShared - maxNamed) : '';
  const files = summary.sharedFiles(numSharedFiles, table.paths.length);
  const speakers = summary.sharedSpeakers(numShared, numSpeakers, numClipsOfSharedSpeakers, names + more);
  return [
    ...(numSharedFiles === 0 ? [] : [files]),
    ...(numShared === 0 ? [] : [speakers]),
    summary.sharedMeaning,
  ];
}
