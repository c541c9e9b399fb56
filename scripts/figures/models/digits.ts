import { measureConditions } from './conditions.ts';
import type { ModelFigure } from './report.ts';
import { readClips } from './test-clips.ts';

/** Digits on FSDD's official test takes and on new speakers. */
export const digitsFigure: ModelFigure = async (report) => {
  await measureConditions(report, 'digits', {
    clips: readClips('fsdd', 'test'),
    data: 'FSDD, official test takes of known speakers',
    bar: 0.985,
  });
  await measureConditions(report, 'digits', {
    clips: readClips('gsc-digits', 'test'),
    data: 'Speech Commands digits, new speakers',
    bar: 0.94,
  });
};
