import { afterEach, expect, it, vi } from 'vitest';
import type { StoredTake } from '../../../../src/platform/browser/page-database.ts';
import { LessonSession } from '../../../../src/ui/train/teach/lesson-session.ts';
import type { ModelTrainer } from '../../../../src/workers/model-trainer.ts';
import type { UnreadableClip } from '../../../../src/workers/protocol.ts';
import type { Recogniser } from '../../../../src/workers/recogniser.ts';

vi.mock('../../../../src/ui/train/teach/other-clips.ts', () => ({
  fetchOtherClips: async () => [{ path: 'other/stove.wav', label: '_unknown_', file: new Blob(['a word']) }],
}));

const take: StoredTake = {
  id: '1',
  word: 'banana',
  speaker: '0000000a',
  wav: new Blob(['a take']),
  durationSec: 0.5,
  envelope: new Uint8Array(32),
  isHeldOut: false,
  addedMs: 0,
};

afterEach(() => vi.restoreAllMocks());

/** A trainer that cannot read some clips; whoever starts it all the same has taught something. */
function lessonWithout(paths: readonly string[]) {
  const start = vi.fn<() => Promise<never>>(() => Promise.reject(new Error('It was started.')));
  const openClips = async () => ({
    unreadable: paths.map((path): UnreadableClip => {
      const error = { code: 'file-unreadable', message: 'It is gone.', details: { path } } as const;
      return { path, reason: error.message, error };
    }),
  });
  const recogniser = { getSnapshot: () => ({ backend: null }) } as unknown as Recogniser;
  const trainer = { openClips, start } as unknown as ModelTrainer;
  return { lesson: new LessonSession({ recogniser, trainer }), start };
}

it('names a take that the browser has thrown away, and teaches nothing', async () => {
  const { lesson, start } = lessonWithout(['banana/0000000a_nohash_0.wav']);
  await lesson.teach(['banana'], [take], 'banana');
  const { status, error, model } = lesson.getSnapshot();
  expect({ status, model, code: error?.code }).toEqual({
    status: 'failed',
    model: null,
    code: 'file-unreadable',
  });
  expect(error?.details).toEqual({ path: 'banana/0000000a_nohash_0.wav' });
  expect(start).not.toHaveBeenCalled();
});

it('goes on where only one of the shipped other words cannot be read', async () => {
  const { lesson, start } = lessonWithout(['other/stove.wav']);
  await lesson.teach(['banana'], [take], 'banana');
  expect(start).toHaveBeenCalledOnce();
});
