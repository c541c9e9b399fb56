import * as tf from '@tensorflow/tfjs-core';
import { depthwiseFilterGradient, depthwiseInputGradient } from './depthwise-gradients.ts';
import { heapKernelFunc } from './heap-kernel.ts';
import { maxPoolGradient } from './max-pool-gradient.ts';
import { normBackward, normForward, registerNormGradient } from './norm-kernels.ts';
import { turnFilter } from './turn-filter.ts';
import { unfold } from './unfold.ts';
import { convGradientKernels } from './wasm-conv-gradients.ts';

const loops = [unfold, turnFilter, depthwiseFilterGradient, maxPoolGradient, normForward, normBackward];

const kernels: ReadonlyMap<string, tf.KernelFunc> = new Map([
  ...convGradientKernels,
  [tf.DepthwiseConv2dNativeBackpropInput, depthwiseInputGradient],
  ...loops.map((loop): [string, tf.KernelFunc] => [loop.kernelName, heapKernelFunc(loop)]),
]);

/**
 * Registers with TensorFlow.js' WASM backend the gradients that it lacks or computes slowly, and ours, so that every
 * architecture trains there. Call it after importing the backend; calling it twice does no harm.
 *
 * @see tensorflow/tfjs#8474 (4.22.0).
 */
export function registerTrainingKernels(): void {
  for (const [kernelName, kernelFunc] of kernels) {
    const registered = tf.getKernel(kernelName, 'wasm');
    if (registered?.kernelFunc === kernelFunc) continue;
    if (registered !== undefined) tf.unregisterKernel(kernelName, 'wasm');
    tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
  }
  registerNormGradient();
}
