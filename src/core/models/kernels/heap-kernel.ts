import type * as tf from '@tensorflow/tfjs-core';

/** The part of TensorFlow.js' WASM backend that lets plain loops work in its memory. */
type HeapBackend = {
  makeOutput: (shape: number[], dtype: 'float32') => tf.TensorInfo;
  typedArrayFromHeap: (info: tf.TensorInfo) => tf.TypedArray;
};

/** What a kernel does with given shapes: the shapes of what comes out, and the loops. */
type HeapPlan = {
  readonly outputShapes: readonly number[][];
  /** Works on views of the backend's memory; what stands in the outputs at first is whatever was there before. */
  readonly run: (inputs: ReadonlyMap<string, Float32Array>, outputs: readonly Float32Array[]) => void;
};

export type HeapKernel = {
  readonly kernelName: string;
  readonly plan: (shapes: ReadonlyMap<string, number[]>, attrs: Record<string, unknown>) => HeapPlan;
};

type KernelCall = Parameters<tf.KernelFunc>[0];

/**
 * Makes a kernel of the WASM backend that is a plain loop over its memory: where the backend has none, or where one
 * pass does what would take many kernels.
 */
export function heapKernelFunc(kernel: HeapKernel): tf.KernelFunc {
  return (call) => runHeapKernel(kernel, call);
}

/** Runs such a kernel. */
export function runHeapKernel(
  { plan }: HeapKernel,
  { inputs, attrs, backend }: KernelCall,
): tf.TensorInfo | tf.TensorInfo[] {
  if (!isHeapBackend(backend)) throw new TypeError('The WASM backend has changed.');
  const given = new Map<string, tf.TensorInfo>();
  for (const [name, info] of Object.entries(inputs)) if (info !== undefined) given.set(name, info);
  const shapes = new Map([...given].map(([name, { shape }]) => [name, shape]));
  const { outputShapes, run } = plan(shapes, { ...attrs });
  const outputs = outputShapes.map((shape) => backend.makeOutput([...shape], 'float32'));
  // Only now: the memory may have moved when the outputs were made.
  const view = (info: tf.TensorInfo) => floats(backend.typedArrayFromHeap(info));
  run(new Map([...given].map(([name, info]) => [name, view(info)])), outputs.map(view));
  const [only] = outputs;
  return outputs.length === 1 && only !== undefined ? only : outputs;
}

function isHeapBackend(backend: unknown): backend is HeapBackend {
  return (
    typeof backend === 'object' &&
    backend !== null &&
    'makeOutput' in backend &&
    typeof backend.makeOutput === 'function' &&
    'typedArrayFromHeap' in backend &&
    typeof backend.typedArrayFromHeap === 'function'
  );
}

function floats(values: tf.TypedArray): Float32Array {
  if (values instanceof Float32Array) return values;
  throw new TypeError('A kernel was given something other than float32.');
}

/** @throws TypeError when a kernel was called without one of its inputs. */
export function required<T>(inputs: ReadonlyMap<string, T>, name: string): T {
  const found = inputs.get(name);
  if (found === undefined) throw new TypeError(`The input "${name}" is missing.`);
  return found;
}
