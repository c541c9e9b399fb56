import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What kept runs say of it. */
export const sharedWithTrainingSchema = v.object({
  /** Clips whose very file was in the training. */
  numSharedFiles: count,
  /** Who was heard in the training as well, in the order of code points. */
  sharedSpeakers: v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(2000)),
  numClipsOfSharedSpeakers: count,
  /** All speakers of the clips, as far as they are known. */
  numSpeakers: count,
});

/** What an evaluation has in common with the training of its model: its figures say little of what is new. */
export type SharedWithTraining = Readonly<v.InferOutput<typeof sharedWithTrainingSchema>>;
