import type { ClipColumn } from '../evaluation/run-record.ts';
import { eachInSteps, mapInSteps, type Steps } from '../steps.ts';
import { makeClipColumn } from './clip-columns.ts';
import { type LabelledClip, type Split, Spellings } from './label-clips.ts';
import { matchPattern, parseLabelPattern } from './label-pattern.ts';
import { labelProblem } from './label-problem.ts';
import type { LabelledData, UnlabelledFile } from './labelled-data.ts';

/**
 * Labels the files of a split by a pattern of their paths, in steps.
 *
 * @throws PhonoscopeError `pattern-invalid`.
 */
export function* labelFromPatternInSteps({ split, files }: Split, text: string): Steps<LabelledData> {
  const pattern = parseLabelPattern(text);
  const clips: LabelledClip[] = [];
  const fieldsOfClips: ReadonlyMap<string, string>[] = [];
  const unlabelled: UnlabelledFile[] = [];
  const spellings = new Spellings();
  yield* eachInSteps(files, (file) => {
    const fields = matchPattern(pattern, file.path);
    const label = spellings.clean(fields?.get('label') ?? '');
    if (fields === null || label === '') {
      unlabelled.push({ ...file, problem: labelProblem.noMatch(text) });
      return;
    }
    clips.push({ ...file, label });
    fieldsOfClips.push(fields);
  });
  const columns: ClipColumn[] = [];
  for (const name of pattern.fields) {
    const values = yield* mapInSteps(fieldsOfClips, (fields) => fields.get(name) ?? null);
    const column = makeClipColumn(name, values);
    if (column !== null) columns.push(column);
    yield;
  }
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
