import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';

/** Features of clips, `[numClips, numFrames, numBands]` row-major, one clip after the other. */
export type ClipFeatures = {
  readonly values: Float32Array;
  readonly numClips: number;
  readonly numFrames: number;
  readonly numBands: number;
  /** Valid frames of each clip, for a network that respects them; null = all of them. */
  readonly lengths: Int32Array | null;
};

/**
 * Sends clips through a network in batches of one constant size, the last filled up with zeros; a single clip alone.
 *
 * @returns each of the network's outputs, `[numClips, …]` row-major. Its tensors are disposed of.
 */
export async function runNetwork(
  model: tfl.LayersModel,
  clips: ClipFeatures,
  batchSize: number,
): Promise<Float32Array[]> {
  const { numClips } = clips;
  const size = numClips === 1 ? 1 : batchSize;
  const outputs = model.outputs.map(({ shape }) => new Float32Array(numClips * sizeOfClip(shape)));
  for (let first = 0; first < numClips; first += size) {
    const parts = await runBatch(model, cutBatch(clips, first, size));
    for (const [index, output] of outputs.entries()) {
      const width = output.length / numClips;
      const part = parts[index]?.subarray(0, Math.min(size, numClips - first) * width);
      output.set(part ?? [], first * width);
    }
  }
  return outputs;
}

/** @throws TypeError where a clip's output has an open size. */
function sizeOfClip([, ...sizes]: tfl.Shape): number {
  return sizes.reduce<number>((product, size) => {
    if (size === null) throw new TypeError("The network's output has no fixed size.");
    return product * size;
  }, 1);
}

function cutBatch({ values, numClips, lengths, ...shape }: ClipFeatures, first: number, size: number) {
  const clipSize = shape.numFrames * shape.numBands;
  const part = values.subarray(first * clipSize, Math.min(numClips, first + size) * clipSize);
  const batch = part.length === size * clipSize ? part : new Float32Array(size * clipSize);
  if (batch !== part) batch.set(part);
  const valid = new Float32Array(size).fill(shape.numFrames);
  if (lengths !== null) valid.set(lengths.subarray(first, first + size));
  return { ...shape, values: batch, valid };
}

/** A layer gives symbols of tensors only for symbols. */
function isTensor(output: tf.Tensor | tfl.SymbolicTensor): output is tf.Tensor {
  return output instanceof tf.Tensor;
}

async function runBatch(
  model: tfl.LayersModel,
  { values, valid, numFrames, numBands }: ReturnType<typeof cutBatch>,
): Promise<Float32Array[]> {
  const size = valid.length;
  const outputs = tf.tidy(() => {
    const clips = tf.tensor3d(values, [size, numFrames, numBands]);
    const inputs = model.inputs.length === 2 ? [clips, tf.tensor1d(valid)] : clips;
    // Not `predict`: it cuts its inputs into batches of its own, which copies them several times.
    const output = model.apply(inputs, { training: false });
    return (Array.isArray(output) ? output : [output]).filter(isTensor);
  });
  try {
    return await Promise.all(outputs.map(async (output) => Float32Array.from(await output.data())));
  } finally {
    tf.dispose(outputs);
  }
}
