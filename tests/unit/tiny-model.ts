import { fingerprint } from '../../src/core/features/fingerprint.ts';
import { countBands, countFrames } from '../../src/core/features/feature-shape.ts';
import { type FrontEndInput, parseFrontEnd } from '../../src/core/features/front-end.ts';
import { parseArchitecture } from '../../src/core/models/architecture.ts';
import { buildNetwork } from '../../src/core/models/build-network.ts';
import { type LabelRole, parseModelMetadata } from '../../src/core/models/metadata.ts';
import { writeModelZip } from '../../src/core/models/model-file.ts';
import { saveNetwork } from '../../src/core/models/save-network.ts';
import { startBackend } from '../../src/platform/node/backend.ts';

/** Makes the zip of a small untrained model, which finds all of its labels equally likely. */
export async function tinyModelZip(
  labels: readonly string[],
  input: FrontEndInput & { clipSamples: number } = { clipSamples: 8000, numBands: 8 },
): Promise<Uint8Array> {
  await startBackend();
  const frontEnd = parseFrontEnd(input);
  const numFrames = frontEnd.maxFrames ?? countFrames(input.clipSamples, frontEnd);
  const numBands = countBands(frontEnd);
  const architecture = parseArchitecture({
    encoder: { type: 'tc-resnet', stemFilters: 4, blockFilters: [4] },
    decoder: {},
  });
  const network = buildNetwork(architecture, { numFrames, numBands, numLabels: labels.length });
  const roles = new Map<string, LabelRole>(labels.map((label) => [label, 'word']));
  const json = JSON.stringify({
    version: 1,
    name: 'tiny',
    labels,
    roles: {},
    frontEnd,
    fingerprint: fingerprint(frontEnd),
    normalisation: null,
    architecture,
    live: { hopSec: 0.1, smoothingSec: 0, threshold: {}, minCount: 1, refractorySec: 0 },
    card: { summary: '', data: [], figures: [], limits: [], licence: '', createdWith: '', seed: 0 },
  });
  const file = await saveNetwork(network, { ...parseModelMetadata(JSON.parse(json)), roles });
  network.dispose();
  return writeModelZip(file);
}
