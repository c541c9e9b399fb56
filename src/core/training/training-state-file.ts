import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { PhonoscopeError } from '../errors.ts';
import type { TrainingState } from './run-training.ts';

const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000));
const confusion = v.array(v.array(count));

const headerSchema = v.strictObject({
  version: v.literal(2),
  /** Hash of the configuration; a state of another one is refused. */
  key: v.string(),
  step: count,
  numWeights: v.pipe(count, v.maxValue(50_000_000)),
  /** What the optimizer remembers; each array is as long as the weights. */
  optimizerArrays: v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(4)),
  bestEpoch: v.nullable(count),
  plateau: v.nullable(
    v.strictObject({
      learningRate: finite,
      bestLoss: v.nullable(finite),
      numBadEpochs: count,
      cooldownLeft: count,
    }),
  ),
  epochs: v.pipe(
    v.array(
      v.strictObject({
        step: count,
        loss: finite,
        accuracy: finite,
        valLoss: v.nullable(finite),
        valAccuracy: v.nullable(finite),
        valConfusion: v.nullable(confusion),
        learningRate: finite,
        seconds: finite,
      }),
    ),
    v.maxLength(1_000_000),
  ),
});

type Header = v.InferOutput<typeof headerSchema>;

/** 1,000 epochs of 100 labels fill a third of it. */
const maxHeaderBytes = 64 * 1024 * 1024;

/**
 * Packs a training's state: length of the header (uint32, little-endian), header in JSON, then arrays of float32: weights,
 * averaged weights, the optimizer's arrays in the header's order, the best weights where there are any.
 *
 * @param key the configuration and the data it belongs to, in any words.
 */
export function encodeTrainingState(state: TrainingState, key: string): Uint8Array {
  const { trainer, epochs, best, plateau } = state;
  const header = {
    version: 2,
    key: hashOf(key),
    step: trainer.step,
    numWeights: trainer.weights.length,
    optimizerArrays: [...trainer.optimizer.keys()],
    bestEpoch: best?.epoch ?? null,
    plateau,
    epochs,
  };
  const arrays = [trainer.weights, trainer.average, ...trainer.optimizer.values()];
  if (best !== null) arrays.push(best.weights);
  const text = utf8ToBytes(JSON.stringify(header));
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
 * Unpacks a training's state, bit for bit.
 *
 * @param key the configuration that is about to go on.
 * @returns null when the state belongs to another configuration.
 * @throws PhonoscopeError `file-unreadable` when it is no such file.
 */
export function decodeTrainingState(bytes: Uint8Array, key: string): TrainingState | null {
  const { header, start } = readHeader(bytes);
  if (header.key !== hashOf(key)) return null;
  const { numWeights, bestEpoch, optimizerArrays, epochs } = header;
  if (bestEpoch !== null && (bestEpoch < 1 || bestEpoch > epochs.length))
    throw unreadable('its best epoch is none of its epochs');
  const numArrays = 2 + optimizerArrays.length + (bestEpoch === null ? 0 : 1);
  const expected = start + numArrays * numWeights * 4;
  if (bytes.length !== expected)
    throw unreadable(bytes.length < expected ? 'it was cut short' : 'it is too long');
  let next = 0;
  const nextArray = () => {
    const from = start + next * numWeights * 4;
    next += 1;
    // `slice` of Node's Buffer would share the memory; this copies.
    return new Float32Array(Uint8Array.from(bytes.subarray(from, from + numWeights * 4)).buffer);
  };
  const [weights, average] = [nextArray(), nextArray()];
  const optimizer = new Map(optimizerArrays.map((name) => [name, nextArray()]));
  return {
    trainer: { step: header.step, weights, average, optimizer },
    epochs,
    best: bestEpoch === null ? null : { epoch: bestEpoch, weights: nextArray() },
    plateau: header.plateau,
  };
}

function hashOf(key: string): string {
  return bytesToHex(sha256(utf8ToBytes(key)));
}

function readHeader(bytes: Uint8Array): { header: Header; start: number } {
  if (bytes.length < 4) throw unreadable('it is too short');
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const start = 4 + length;
  if (start > bytes.length) throw unreadable('it was cut short');
  if (length > maxHeaderBytes) throw unreadable('its header is too long');
  let json = '';
  // All that is written is ASCII.
  for (const byte of bytes.subarray(4, start)) json += String.fromCharCode(byte);
  try {
    return { header: v.parse(headerSchema, JSON.parse(json)), start };
  } catch (thrown) {
    throw unreadable(thrown instanceof Error ? thrown.message : 'its header is broken');
  }
}

function unreadable(reason: string): PhonoscopeError {
  return new PhonoscopeError('file-unreadable', `The saved training cannot be read: ${reason}.`, { reason });
}
