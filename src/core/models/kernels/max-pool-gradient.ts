import * as tf from '@tensorflow/tfjs-core';
import { type HeapKernel, required } from './heap-kernel.ts';

/**
 * The gradient of a maximum over windows that do not overlap goes to the first of the largest values. TensorFlow.js'
 * own kernel looks for it from each input and takes ten times as long.
 *
 * @throws RangeError from `plan` when windows overlap; no encoder has such.
 */
export const maxPoolGradient: HeapKernel = {
  kernelName: tf.MaxPoolGrad,
  plan: (shapes, attrs) => {
    const shape = required(shapes, 'input');
    const [batch = 0, height = 0, width = 0, channels = 0] = shape;
    // The registry's types are looser than what the operation sends (tfjs-core's maxPoolGrad).
    const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as tf.MaxPoolGradAttrs;
    const sizes = tf.backend_util.computePool2DInfo(
      [batch, height, width, channels],
      filterSize,
      strides,
      1,
      pad,
      dimRoundingMode,
    );
    if (sizes.strideHeight < sizes.filterHeight || sizes.strideWidth < sizes.filterWidth) {
      throw new RangeError('The gradient of a maximum on WASM needs windows that do not overlap.');
    }
    return {
      outputShapes: [shape],
      run: (inputs, [gradient]) => {
        if (gradient === undefined) return;
        gradient.fill(0);
        const bits = (name: string) => bitsOf(required(inputs, name));
        passOn(bits('input'), bits('output'), bits('dy'), bitsOf(gradient), sizes);
      },
    };
  },
};

type Sizes = ReturnType<typeof tf.backend_util.computePool2DInfo>;

function bitsOf({ buffer, byteOffset, length }: Float32Array): Int32Array {
  return new Int32Array(buffer, byteOffset, length);
}

/**
 * Copies the bits of dy to the first input of each window whose bits are those of the largest. Masks in place of
 * branches, which would be guessed wrongly half of the time.
 */
function passOn(
  input: Int32Array,
  largest: Int32Array,
  dy: Int32Array,
  gradient: Int32Array,
  sizes: Sizes,
): void {
  const { batchSize, inHeight, inWidth, outHeight, outWidth, inChannels, padInfo } = sizes;
  let output = 0;
  for (let clip = 0; clip < batchSize; clip++) {
    for (let row = 0; row < outHeight; row++) {
      const top = row * sizes.strideHeight - padInfo.top;
      const [firstRow, lastRow] = [Math.max(0, top), Math.min(inHeight, top + sizes.filterHeight)];
      for (let column = 0; column < outWidth; column++) {
        const left = column * sizes.strideWidth - padInfo.left;
        const [firstColumn, lastColumn] = [Math.max(0, left), Math.min(inWidth, left + sizes.filterWidth)];
        for (let channel = 0; channel < inChannels; channel++, output++) {
          const value = largest[output]!;
          let isFree = -1;
          for (let y = firstRow; y < lastRow; y++) {
            for (let x = firstColumn; x < lastColumn; x++) {
              const at = ((clip * inHeight + y) * inWidth + x) * inChannels + channel;
              const difference = input[at]! ^ value;
              // All ones where the bits are the same and no earlier input took the gradient.
              const mask = ~((difference | -difference) >> 31) & isFree;
              gradient[at] = dy[output]! & mask;
              isFree &= ~mask;
            }
          }
        }
      }
    }
  }
}
