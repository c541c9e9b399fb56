import { type HeapKernel, required } from './heap-kernel.ts';

export const turnFilterKernelName = 'PhonoscopeTurnFilter';

/**
 * Turns a filter `[height, width, in, out]` round and exchanges its channels: `[height, width, out, in]`, the filter that
 * carries gradients from the outputs back to the inputs.
 */
export const turnFilter: HeapKernel = {
  kernelName: turnFilterKernelName,
  plan: (shapes) => {
    const [height = 0, width = 0, numIn = 0, numOut = 0] = required(shapes, 'filter');
    return {
      outputShapes: [[height, width, numOut, numIn]],
      run: (inputs, [output]) => {
        if (output !== undefined) turn(required(inputs, 'filter'), output, height * width, numIn, numOut);
      },
    };
  },
};

function turn(
  filter: Float32Array,
  output: Float32Array,
  numTaps: number,
  numIn: number,
  numOut: number,
): void {
  const size = numIn * numOut;
  for (let tap = 0; tap < numTaps; tap++) {
    const from = (numTaps - 1 - tap) * size;
    for (let channel = 0, to = tap * size; channel < numOut; channel++) {
      for (let at = from + channel; at < from + size; at += numOut, to++) output[to] = filter[at]!;
    }
  }
}
