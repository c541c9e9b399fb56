import * as tf from '@tensorflow/tfjs-core';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { PhonoscopeError, toPhonoscopeError } from '../../core/errors.ts';
import { type BackendInfo, type BackendName, probeAdapter } from './backend-choice.ts';

/** A running backend of TensorFlow.js. */
export type StartedBackend = {
  readonly info: BackendInfo;
  /** How many clips to predict at once. */
  readonly batchSize: number;
  /** Resolves with a reason when the graphics device is gone; never for the other backends. */
  readonly lost: Promise<string>;
};

/** Batches on an emulated GPU and in plain JavaScript are small, so that progress shows and a call can be aborted. */
const batchSizes = { webgpu: 64, softwareWebgpu: 4, wasm: 64, cpu: 8 };

/**
 * Starts TensorFlow.js on the backend that was chosen, or on the next one that works: WebGPU → WASM → CPU.
 * Each backend is fetched only when it is tried.
 *
 * @throws PhonoscopeError `backend-unavailable` when none starts.
 */
export async function startTensorFlow(choice: BackendInfo): Promise<StartedBackend> {
  try {
    await starters[choice.name]();
    if (!(await tf.setBackend(choice.name))) throw new Error(`${choice.name} did not start`);
    await tf.ready();
    return { info: choice, batchSize: await batchSizeOf(choice.name), lost: lossOf(choice.name) };
  } catch (thrown) {
    const fallback = nextChoice(choice);
    if (fallback !== null) return startTensorFlow(fallback);
    const { message: reason } = toPhonoscopeError(thrown);
    throw new PhonoscopeError('backend-unavailable', `No backend of TensorFlow.js starts: ${reason}`, {
      reason,
    });
  }
}

/** The backend to use when one has failed; null after the last. */
export function nextChoice({ name, adapter }: BackendInfo): BackendInfo | null {
  if (name === 'webgpu') return { name: 'wasm', reason: 'webgpu-failed', adapter };
  if (name === 'wasm') return { name: 'cpu', reason: 'wasm-failed', adapter };
  return null;
}

/** What TensorFlow.js holds now. */
export function tensorMemory(): { readonly numTensors: number; readonly numBytes: number } {
  const { numTensors, numBytes } = tf.memory();
  return { numTensors, numBytes };
}

const starters: Record<BackendName, () => Promise<void>> = {
  webgpu: async () => {
    await import('@tensorflow/tfjs-backend-webgpu');
  },
  wasm: async () => {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    // The threaded build starts workers from blob: addresses, which our policy forbids.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths({
      'tfjs-backend-wasm.wasm': wasmUrl,
      'tfjs-backend-wasm-simd.wasm': simdUrl,
      // Never fetched; TensorFlow.js wants an entry for each.
      'tfjs-backend-wasm-threaded-simd.wasm': simdUrl,
    });
  },
  cpu: async () => {
    await import('@tensorflow/tfjs-backend-cpu');
  },
};

async function batchSizeOf(name: BackendName): Promise<number> {
  if (name !== 'webgpu') return batchSizes[name];
  const { kind } = await probeAdapter();
  return kind === 'hardware' ? batchSizes.webgpu : batchSizes.softwareWebgpu;
}

/** TensorFlow.js does not look after a lost device itself. */
async function lossOf(name: BackendName): Promise<string> {
  const backend: unknown = tf.backend();
  if (name !== 'webgpu' || !hasDevice(backend)) return new Promise(() => undefined);
  const { message, reason } = await backend.device.lost;
  return message === '' ? reason : message;
}

function hasDevice(backend: unknown): backend is { readonly device: GPUDevice } {
  return typeof backend === 'object' && backend !== null && 'device' in backend;
}
