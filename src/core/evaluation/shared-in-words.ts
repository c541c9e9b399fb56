import type { RunRecord } from './run-record.ts';

/** More would hide the figures. */
const maxNamed = 20;

/**
 * Says in English what of a run was in the training of its model as well.
 *
 * @param write makes a speaker's name fit for where the text goes.
 * @returns sentences; none where nothing was.
 */
export function sharedInWords(
  { sharedWithTraining, table }: Pick<RunRecord, 'sharedWithTraining' | 'table'>,
  write: (name: string) => string,
): string[] {
  if (sharedWithTraining === undefined) return [];
  const { numSharedFiles, sharedSpeakers, numClipsOfSharedSpeakers, numSpeakers } = sharedWithTraining;
  const numClips = table.paths.length;
  const numMore = sharedSpeakers.length - maxNamed;
  const names = sharedSpeakers.slice(0, maxNamed).map(write).join(', ');
  const more = numMore > 0 ? ` and ${numMore} more` : '';
  return [
    ...(numSharedFiles === 0
      ? []
      : [`In the training of the model, as the same file: ${numSharedFiles} of ${clips(numClips)}.`]),
    ...(sharedSpeakers.length === 0
      ? []
      : [
          `The model knows ${sharedSpeakers.length} of ${numSpeakers} ${numSpeakers === 1 ? 'speaker' : 'speakers'} (${clips(numClipsOfSharedSpeakers)}): ${names}${more}.`,
        ]),
    'The figures say little of how it does with new people.',
  ];
}

function clips(count: number): string {
  return count === 1 ? '1 clip' : `${count} clips`;
}
