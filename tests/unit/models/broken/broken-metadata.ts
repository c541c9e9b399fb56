import { fingerprint } from '../../../../src/core/features/fingerprint.ts';
import { parseFrontEnd } from '../../../../src/core/features/front-end.ts';
import {
  both,
  type BrokenModel,
  type Edit,
  metadataFile,
  networkFile,
  numbered,
  withFile,
  without,
  withMetadata,
  withText,
} from './edit-model.ts';

/** Labels, each with a role. */
const withLabels = (labels: readonly unknown[]): Edit =>
  withMetadata({ labels, roles: Object.fromEntries(labels.map((label) => [String(label), 'word'])) });

const withFrontEnd = (field: string, value: string): Edit =>
  withText(metadataFile, new RegExp(`"${field}": [^,\n]+`), `"${field}": ${value}`);

const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);

/** Lets the tiny model's front end be normalised by a data set. */
const withNormalisation = (mean: readonly unknown[], std: readonly unknown[]): Edit =>
  both(
    withFrontEnd('normalise', '"dataset"'),
    withMetadata({
      normalisation: { mean, std },
      fingerprint: fingerprint(parseFrontEnd({ clipSamples: 8000, numBands: 8, normalise: 'dataset' })),
    }),
  );

const frontEndRefusal = (says: RegExp) => ({ code: 'front-end-invalid', says });
const newer = { code: 'model-newer', says: /made by a newer version of Phonoscope: update/ };

/** Models of a newer version, and such whose metadata are wrong. */
export const brokenMetadata: readonly BrokenModel[] = [
  ['a newer format', withMetadata({ version: 2 }), newer],
  [
    'a newer format with other fields and files',
    withFile(metadataFile, '{ "version": 3, "words": [] }'),
    newer,
  ],
  ['a newer format without a network', both(withMetadata({ version: 2 }), without(networkFile)), newer],
  ['format 0', withMetadata({ version: 0 }), /phonoscope.json, version/],
  ['a format that is no number', withMetadata({ version: '2' }), /phonoscope.json, version/],
  ['no labels', withLabels([]), /fewer than two labels/],
  ['one label', withLabels(['yes']), /fewer than two labels/],
  ['10,000 labels', withLabels(numbered(10_000)), /more than 2000 labels/],
  ['a label twice', withMetadata({ labels: ['yes', 'yes'] }), /a label occurs twice/],
  ['labels that are no text', withLabels([1, 2]), /a label that is no text/],
  ['an empty label', withLabels(['yes', '']), /an empty label/],
  [
    'a label of 5,000 characters',
    withLabels(['yes', 'a'.repeat(5000)]),
    /a label longer than 200 characters/,
  ],
  ['a label with control characters', withLabels(['yes', 'no\u001b[2J']), /a label with control characters/],
  [
    'one label more than scores',
    withLabels(['yes', 'no', 'up']),
    /does not take 51 frames of 8 bands to 3 scores/,
  ],
  ['a label without a role', withMetadata({ roles: { yes: 'word' } }), /the label "no" has no role/],
  [
    'a role of an unknown label',
    withMetadata({ roles: { yes: 'word', no: 'word', up: 'word' } }),
    /"up" is not among the labels/,
  ],
  ['an unknown role', withMetadata({ roles: { yes: 'word', no: 'boss' } }), /phonoscope.json, roles/],
  [
    'a threshold above 1',
    withText(metadataFile, '"threshold": {', '"threshold": { "yes": 1.5'),
    /phonoscope.json, live.threshold/,
  ],
  [
    'an infinite threshold',
    withText(metadataFile, '"threshold": {', '"threshold": { "yes": 1e999'),
    /phonoscope.json, live.threshold/,
  ],
  [
    'a threshold that is null',
    withText(metadataFile, '"threshold": {', '"threshold": { "yes": null'),
    /phonoscope.json, live.threshold/,
  ],
  [
    'a threshold of an unknown label',
    withText(metadataFile, '"threshold": {', '"threshold": { "up": 0.5'),
    /"up" is not among the labels/,
  ],
  [
    'a smoothing of a year',
    withText(metadataFile, '"smoothingSec": 0', '"smoothingSec": 31536000'),
    /phonoscope.json, live.smoothingSec/,
  ],
  [
    'a layer of ours that is unknown',
    withText(metadataFile, '"PhonoscopeNorm"', '"PhonoscopeEval"'),
    /the layer "PhonoscopeEval", which is not known here/,
  ],
  [
    'a wrong fingerprint',
    withMetadata({ fingerprint: '0'.repeat(64) }),
    { code: 'front-end-mismatch', says: /made for another front end/ },
  ],
  ['a fingerprint that is none', withMetadata({ fingerprint: 'x' }), /phonoscope.json, fingerprint/],
  [
    'the fingerprint of another front end',
    withFrontEnd('minHz', '30'),
    { code: 'front-end-mismatch', says: /"minHz" should be 20 and is 30/ },
  ],
  [
    'a window of 1e9 samples',
    withFrontEnd('windowSamples', '1000000000'),
    frontEndRefusal(/"windowSamples"/),
  ],
  ['a spectrum of 1e9 bins', withFrontEnd('fftSize', '1000000000'), frontEndRefusal(/"fftSize"/)],
  ['a million bands', withFrontEnd('numBands', '1000000'), frontEndRefusal(/"numBands"/)],
  ['a sample rate of 0', withFrontEnd('sampleRate', '0'), frontEndRefusal(/"sampleRate"/)],
  ['a hop of 0', withFrontEnd('hopSamples', '0'), frontEndRefusal(/"hopSamples"/)],
  [
    'ten million frames',
    both(withFrontEnd('clipSamples', '10000000'), withFrontEnd('hopSamples', '1')),
    /its front end makes more than 100000000 values of a clip/,
  ],
  ['a front end of an unknown kind', withFrontEnd('kind', '"lambda"'), frontEndRefusal(/"kind"/)],
  [
    'a front end that is text',
    withMetadata({ frontEnd: 'mel' }),
    { code: 'front-end-invalid', says: /Front end field/ },
  ],
  [
    'a normalisation that the front end does not have',
    withMetadata({ normalisation: { mean: zeros(8), std: zeros(8) } }),
    /front end and the normalisation do not fit/,
  ],
  [
    'a normalisation of too few bands',
    withNormalisation(zeros(7), zeros(7)),
    /the normalisation needs 8 bands/,
  ],
  [
    'a standard deviation of 0',
    withNormalisation(zeros(8), zeros(8)),
    /a standard deviation is not positive/,
  ],
  ['a mean that is null', withNormalisation([null], zeros(8)), /phonoscope.json, normalisation.mean/],
  ['a mean of 1e300', withNormalisation([1e300], zeros(8)), /phonoscope.json, normalisation.mean/],
];
