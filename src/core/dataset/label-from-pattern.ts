import { makeClipColumn } from './clip-columns.ts';
import { type LabelledClip, type Split, Spellings } from './label-clips.ts';
import { matchPattern, parseLabelPattern } from './label-pattern.ts';
import { labelProblem } from './label-problem.ts';
import type { LabelledData, UnlabelledFile } from './labelled-data.ts';

/**
 * Labels the files of a split by a pattern of their paths.
 *
 * @throws PhonoscopeError `pattern-invalid`.
 */
export function labelFromPattern({ split, files }: Split, text: string): LabelledData {
  const pattern = parseLabelPattern(text);
  const clips: LabelledClip[] = [];
  const fieldsOfClips: ReadonlyMap<string, string>[] = [];
  const unlabelled: UnlabelledFile[] = [];
  const spellings = new Spellings();
  for (const file of files) {
    const fields = matchPattern(pattern, file.path);
    const label = spellings.clean(fields?.get('label') ?? '');
    if (fields === null || label === '') {
      unlabelled.push({ ...file, problem: labelProblem.noMatch(text) });
      continue;
    }
    clips.push({ ...file, label });
    fieldsOfClips.push(fields);
  }
  const columns = pattern.fields.flatMap((name) => {
    const column = makeClipColumn(
      name,
      fieldsOfClips.map((fields) => fields.get(name) ?? null),
    );
    return column === null ? [] : [column];
  });
  return {
    split,
    origin: { kind: 'pattern', of: text },
    clips,
    columns,
    unlabelled,
    merged: spellings.merged(),
    manifest: null,
    lostRows: [],
    repeated: [],
  };
}
