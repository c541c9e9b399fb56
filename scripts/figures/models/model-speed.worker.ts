import * as tf from '@tensorflow/tfjs-core';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { countBands } from '../../../src/core/features/feature-shape.ts';
import { createClassifier } from '../../../src/core/models/classifier.ts';
import { parseModelFiles } from '../../../src/core/models/model-file.ts';
import { batchFrames } from '../../../src/core/training/batches/plain-clips.ts';

tf.enableProdMode();
setThreadsCount(1);
setWasmPaths('/');
await tf.setBackend('wasm');
const text = async (path: string) => (await fetch(path)).text();
const file = parseModelFiles({
  modelJson: await text('/model.json'),
  weights: new Uint8Array(await (await fetch('/weights.bin')).arrayBuffer()),
  phonoscopeJson: await text('/phonoscope.json'),
});
const { frontEnd } = file.metadata;
// What is in a clip does not change how long its products take.
const features = new Float32Array(batchFrames(frontEnd) * countBands(frontEnd)).map((_, i) => Math.sin(i));

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const startMs = performance.now();
  const result = await work();
  return { ms: performance.now() - startMs, result };
}

const { ms: loadMs, result: classifier } = await timed(() => createClassifier(file, { batchSize: 32 }));
const { ms: firstMs } = await timed(() => classifier.predict(features, 1));
const times: number[] = [];
for (let clip = 0; clip < 200; clip++) times.push((await timed(() => classifier.predict(features, 1))).ms);
times.sort((a, b) => a - b);
postMessage({ loadMs, firstMs, clipMs: times[100] });
