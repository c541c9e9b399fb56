import type { Prediction } from '../../../../src/core/evaluation/evaluation.ts';
import type { ClipColumn, RunRecord } from '../../../../src/core/evaluation/run-record.ts';
import { tableOfPredictions } from '../../../../src/core/evaluation/run-table.ts';
import { createRandom, type Random } from '../../../../src/core/training/random.ts';

type Size = { readonly numClips: number; readonly labels: readonly string[]; readonly seed?: number };

/** A run as a fair model would have it: mostly right, neighbours confused, some speakers and short clips harder. */
export function makeLargeRecord({ numClips, labels, seed = 1 }: Size): RunRecord {
  const random = createRandom(seed);
  const speakers: string[] = [];
  const seconds = new Float64Array(numClips);
  const predictions = Array.from({ length: numClips }, (_, i): Prediction => {
    const label = random.integer(labels.length);
    const speaker = random.integer(24);
    seconds[i] = random.uniform(0.25, 1);
    speakers.push(`speaker-${String(speaker).padStart(2, '0')}`);
    const hardness = 0.6 + speaker / 40 + (1 - (seconds[i] ?? 0)) * 0.8 + (label % 5 === 3 ? 0.7 : 0);
    const scores = drawScores(label, labels.length, hardness, random);
    const best = scores.indexOf(Math.max(...scores));
    const name = labels[label] ?? '';
    return { path: `${name}/${speakers[i]}_${i}.wav`, label: name, predicted: labels[best] ?? '', scores };
  });
  const columns: ClipColumn[] = [
    { name: 'speaker', kind: 'text', values: speakers },
    { name: 'seconds', kind: 'number', values: seconds },
  ];
  return {
    version: 1,
    dataName: 'words',
    split: 'test',
    model: 'commands',
    backend: 'wasm',
    endedMs: 1_760_000_000_000,
    seconds: numClips / 248,
    table: tableOfPredictions(predictions, labels, columns),
    mapping: [],
    edits: [],
    unreadable: [],
  };
}

/** A softmax of noise with a lead for the label and something for its neighbour. */
function drawScores(label: number, numLabels: number, hardness: number, random: Random): number[] {
  const logits = Array.from({ length: numLabels }, (_, i) => {
    const lead = i === label ? 8 : i === (label + 1) % numLabels ? 3 : 0;
    return lead + random.normal() * hardness * 1.6;
  });
  const highest = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp((logit - highest) * 0.7));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => Math.fround(weight / sum));
}
