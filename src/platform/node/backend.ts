import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

/**
 * Starts TensorFlow.js on one thread: WASM, or plain JavaScript where that fails.
 *
 * @returns the backend that runs.
 */
export async function startBackend(): Promise<'wasm' | 'cpu'> {
  // Production mode also silences the advice to install tfjs-node.
  if (!tf.env().getBool('PROD')) tf.enableProdMode();
  const packageFile = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  if (tf.getBackend() !== 'wasm') {
    setWasmPaths(`${join(dirname(packageFile), 'dist')}/`);
    setThreadsCount(1);
  }
  if (await tf.setBackend('wasm')) return 'wasm';
  await tf.setBackend('cpu');
  return 'cpu';
}
