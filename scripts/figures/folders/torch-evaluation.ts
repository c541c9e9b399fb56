import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import * as v from 'valibot';
import { exportNetwork } from './export-network.ts';

const python = '/usr/bin/python3';
const resultSchema = v.object({
  clips: v.number(),
  right: v.number(),
  seconds: v.number(),
  torch: v.string(),
  torchaudio: v.string(),
});

/** What PyTorch made of a folder. */
export type TorchEvaluation = v.InferOutput<typeof resultSchema>;

/** Evaluates a folder with PyTorch and the shipped model `digits`; null where Debian's python3-torchaudio is not there. */
export async function evaluateWithTorch(dir: string, scratch: string): Promise<TorchEvaluation | null> {
  if (!hasTorch()) return null;
  const network = join(scratch, 'digits.network');
  await exportNetwork('digits', network);
  const script = join(import.meta.dirname, 'torch-evaluation.py');
  const output = execFileSync(python, ['-W', 'ignore', script, dir, network], { encoding: 'utf8' });
  return v.parse(resultSchema, JSON.parse(output));
}

function hasTorch(): boolean {
  try {
    execFileSync(python, ['-W', 'ignore', '-c', 'import torch, torchaudio, numpy'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
