import { measureConditions } from './conditions.ts';
import type { ModelFigure } from './report.ts';
import { readClips } from './test-clips.ts';

/** Commands on the test speakers: the model that never saw `val`, and the one that ships. */
export const commandsFigure: ModelFigure = async (report) => {
  const test = { clips: readClips('gsc-commands', 'test'), data: 'Speech Commands words, new speakers' };
  await measureConditions(report, 'commands-train-only', { ...test, bar: 0.95 });
  await measureConditions(report, 'commands', { ...test, bar: 0.95 });
};
