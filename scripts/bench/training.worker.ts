import * as tf from '@tensorflow/tfjs-core';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { measureSteps } from './training-speed.ts';

tf.enableProdMode();
setThreadsCount(1);
setWasmPaths('/');
await tf.setBackend('wasm');
postMessage(await measureSteps());
