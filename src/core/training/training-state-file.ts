import * as v from 'valibot';
import { PhonoscopeError } from '../errors.ts';
import type { TrainingState } from './run-training.ts';

const finite = v.nullable(v.number());
const headerSchema = v.strictObject({
  version: v.literal(1),
  /** Names the configuration; a state of another one is refused. */
  key: v.string(),
  step: v.number(),
  numWeights: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(50_000_000)),
  bestEpoch: finite,
  epochs: v.array(
    v.strictObject({
      step: v.number(),
      loss: v.number(),
      accuracy: v.number(),
      valLoss: finite,
      valAccuracy: finite,
      learningRate: v.number(),
      seconds: v.number(),
    }),
  ),
});

/** Packs a training's state: length of the header (uint32, little-endian), header in JSON, arrays of float32. */
export function encodeTrainingState(state: TrainingState, key: string): Uint8Array {
  const { trainer, epochs, best } = state;
  const header: v.InferOutput<typeof headerSchema> = {
    version: 1,
    key,
    step: trainer.step,
    numWeights: trainer.weights.length,
    bestEpoch: best?.epoch ?? null,
    epochs: [...epochs],
  };
  const arrays = [trainer.weights, trainer.average, trainer.adamMean, trainer.adamVariance];
  if (best !== null) arrays.push(best.weights);
  const text = Uint8Array.from(JSON.stringify(header), (character) => character.charCodeAt(0));
  const bytes = new Uint8Array(4 + text.length + arrays.length * trainer.weights.length * 4);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  let at = 4 + text.length;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += array.byteLength;
  }
  return bytes;
}

/**
 * Unpacks a training's state.
 *
 * @param key the configuration that is about to go on.
 * @returns null when the state belongs to another configuration.
 * @throws PhonoscopeError `file-unreadable` when it is no such file.
 */
export function decodeTrainingState(bytes: Uint8Array, key: string): TrainingState | null {
  const { header, start } = readHeader(bytes);
  if (header.key !== key) return null;
  const { numWeights, bestEpoch } = header;
  const numArrays = bestEpoch === null ? 4 : 5;
  if (bytes.length !== start + numArrays * numWeights * 4) throw unreadable('it was cut short');
  const array = (index: number) => {
    const from = start + index * numWeights * 4;
    // `slice` of Node's Buffer would share the memory; this copies.
    return new Float32Array(Uint8Array.from(bytes.subarray(from, from + numWeights * 4)).buffer);
  };
  return {
    trainer: {
      step: header.step,
      weights: array(0),
      average: array(1),
      adamMean: array(2),
      adamVariance: array(3),
    },
    epochs: header.epochs,
    best: bestEpoch === null ? null : { epoch: bestEpoch, weights: array(4) },
  };
}

function readHeader(bytes: Uint8Array) {
  if (bytes.length < 4) throw unreadable('it is too short');
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const start = 4 + length;
  if (start > bytes.length) throw unreadable('it was cut short');
  const text = bytes.subarray(4, start);
  let json = '';
  for (const byte of text) json += String.fromCharCode(byte);
  try {
    return { header: v.parse(headerSchema, JSON.parse(json)), start };
  } catch (thrown) {
    throw unreadable(thrown instanceof Error ? thrown.message : 'its header is broken');
  }
}

function unreadable(reason: string): PhonoscopeError {
  return new PhonoscopeError('file-unreadable', `The saved training cannot be read: ${reason}.`, { reason });
}
