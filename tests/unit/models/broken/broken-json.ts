import {
  type BrokenModel,
  metadataFile,
  networkFile,
  numbered,
  withFile,
  withMetadata,
  withText,
} from './edit-model.ts';

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** Zips whose JSON files are none, too large, too deep, or of another kind. */
export const brokenJson: readonly BrokenModel[] = [
  ['metadata that is no JSON', withFile(metadataFile, '{'), /phonoscope.json is not JSON/],
  ['a network that is no JSON', withFile(networkFile, 'model'), /model.json is not JSON/],
  [
    'metadata with NaN',
    withText(metadataFile, '"hopSec": 0.1', '"hopSec": NaN'),
    /phonoscope.json is not JSON/,
  ],
  ['metadata of another type', withFile(metadataFile, '[1, 2]'), /phonoscope.json, /],
  ['metadata that is null', withFile(metadataFile, 'null'), /phonoscope.json, /],
  ['a network of another type', withFile(networkFile, '7'), /layers format of TensorFlow.js/],
  ['a graph model', withFile(networkFile, '{"format":"graph-model"}'), /layers format of TensorFlow.js/],
  [
    'metadata nested deeply',
    withText(metadataFile, '"architecture": {', `"architecture": { "x": ${nested(10_000)},`),
    /phonoscope.json is nested too deeply/,
  ],
  ['a network nested deeply', withFile(networkFile, nested(500_000)), /model.json is nested too deeply/],
  [
    'a text of a million quotes that does not end',
    withFile(metadataFile, `["${'\\"'.repeat(1_000_000)}`),
    /phonoscope.json is not JSON/,
  ],
  [
    'metadata of 5 MB',
    withText(metadataFile, '"summary": ""', `"summary": "${'a'.repeat(5_000_000)}"`),
    /phonoscope.json is larger than 4000000 bytes/,
  ],
  [
    'a card of a million characters',
    withText(metadataFile, '"summary": ""', `"summary": "${'a'.repeat(1_000_000)}"`),
    /phonoscope.json, card.summary/,
  ],
  [
    'a card of 5,000 limits',
    withText(metadataFile, '"limits": []', `"limits": ${JSON.stringify(numbered(5000))}`),
    /phonoscope.json, card.limits/,
  ],
  [
    'a card whose hashes of files are no Base64',
    withText(metadataFile, '"seed": 0', '"seed": 0, "trainedOn": { "speakers": [], "files": "<script>" }'),
    /phonoscope.json, card.trainedOn.files: hashes that are no Base64/,
  ],
  [
    'a card of 5,000 speakers',
    withText(
      metadataFile,
      '"seed": 0',
      `"seed": 0, "trainedOn": { "speakers": ${JSON.stringify(numbered(5000))}, "files": "" }`,
    ),
    /phonoscope.json, card.trainedOn.speakers: more than 2000 speakers/,
  ],
  [
    'a field that is inherited',
    withText(metadataFile, '"hopSec": 0.1', '"__proto__": { "hopSec": 0.1 }'),
    /phonoscope.json, live/,
  ],
  ['an unknown field', withMetadata({ plugin: 'https://example.org/evil.js' }), /phonoscope.json, plugin/],
  ['no name', withMetadata({ name: '' }), /phonoscope.json, name/],
  ['a name of 5,000 characters', withMetadata({ name: 'a'.repeat(5000) }), /phonoscope.json, name/],
];
