import * as v from 'valibot';
import { toPhonoscopeError } from '../../errors.ts';
import { type FrontEnd, parseFrontEnd } from '../../features/front-end.ts';
import { preset, presetNames } from '../../features/presets.ts';
import { toIssue } from './config-document.ts';

/** The front end of a training that names none: that of the shipped models. */
export const defaultTrainingFrontEnd: FrontEnd = parseFrontEnd({
  level: { targetDbfs: -26, maxGainDb: 40 },
  clipSamples: 16_000,
  normalise: 'dataset',
  amin: 1e-6,
});

/**
 * The section `frontEnd`: a preset's name or an object. What a network needs and neither says is filled in: clips of
 * one second unless `clipSamples` or `maxFrames` gives a length, and `normalise: dataset`.
 */
export const frontEndSection = v.pipe(
  v.union([v.picklist(presetNames), v.looseObject({})], `${presetNames.join(', ')}, or an object`),
  v.rawTransform(({ dataset, addIssue, NEVER }): FrontEnd => {
    const { value } = dataset;
    const isName = typeof value === 'string';
    try {
      const said = isName ? preset(value) : parseFrontEnd(value);
      const saysNormalise = isName ? said.normalise !== 'none' : Object.hasOwn(value, 'normalise');
      return parseFrontEnd({
        ...said,
        clipSamples: said.clipSamples ?? (said.maxFrames === null ? said.sampleRate : null),
        normalise: saysNormalise ? said.normalise : 'dataset',
      });
    } catch (thrown) {
      const { details, message } = toPhonoscopeError(thrown);
      const field = String(details['field'] ?? '');
      const expected = String(details['expected'] ?? message);
      const isKey = expected.startsWith('Invalid key');
      const path = field.includes(' ') || field === '' ? [] : field.split('.');
      addIssue(toIssue({ path, message: isKey ? 'unknown field for this kind' : expected, isKey }, value));
      return NEVER;
    }
  }),
);

/** A front end as it is written in YAML: the fields that differ from its kind's defaults, and what training fills in. */
export function formatFrontEnd(frontEnd: FrontEnd): object {
  const defaults = new Map(Object.entries(parseFrontEnd({ kind: frontEnd.kind })));
  const isSaid = ([field, value]: [string, unknown]) =>
    field === 'kind' ||
    field === 'normalise' ||
    JSON.stringify(value) !== JSON.stringify(defaults.get(field));
  return Object.fromEntries(Object.entries(frontEnd).filter(isSaid));
}
