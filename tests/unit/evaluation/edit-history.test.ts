import { expect, it } from 'vitest';
import {
  changeEdits,
  redoEdits,
  startHistory,
  undoEdits,
} from '../../../src/core/evaluation/edit-history.ts';

const first = [{ kind: 'exclude', path: 'a.wav' }] as const;
const second = [...first, { kind: 'relabel', path: 'b.wav', label: 'no' }] as const;

it('goes back and forth, and forgets what was undone when something new comes', () => {
  const both = changeEdits(changeEdits(startHistory(), first), second);
  expect(both.edits).toEqual(second);
  const once = undoEdits(both);
  expect(once.edits).toEqual(first);
  expect(undoEdits(once).edits).toEqual([]);
  expect(redoEdits(once)).toEqual(both);
  const other = changeEdits(once, []);
  expect(other.edits).toEqual([]);
  expect(redoEdits(other)).toBe(other);
  expect(undoEdits(other).edits).toEqual(first);
});

it('stays as it is where there is nothing to undo or to redo', () => {
  const reopened = startHistory(second);
  expect(undoEdits(reopened)).toBe(reopened);
  expect(redoEdits(reopened)).toBe(reopened);
});
