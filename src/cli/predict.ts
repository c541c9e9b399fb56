import { resolve } from 'node:path';
import { indexOfHighest, scoresByLabel } from '../core/evaluation/evaluation.ts';
import type { RecognisedFile } from '../platform/node/recognise-files.ts';
import type { CliIo } from './io.ts';
import { openModel } from './open-model.ts';
import { listUnreadable, printable } from './progress.ts';
import { parseOptions, UsageError } from './usage.ts';

const help = `npm run -s cli -- predict FILE… [--model M] [--json]

Says which word each WAV file holds.

  --model M   a shipped model's name or a .zip file (default: digits)
  --json      [{path, label, score, scores: {label: p}}]
`;

/** Runs `predict`. Files that cannot be used are listed on stderr; 1 when none could be used. */
export async function predictCommand(args: string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    model: { type: 'string', default: 'digits' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) {
    io.stdout(help);
    return 0;
  }
  if (positionals.length === 0) throw new UsageError('predict needs at least one FILE.');
  const recogniser = await openModel(values.model, io);
  const files = positionals.map((path) => ({ path, file: resolve(io.cwd, path) }));
  const { recognised, unreadable } = await recogniser.recognise(files, {
    onNote: (path, note) => io.stderr(`${printable(path)}: ${note}\n`),
  });
  recogniser.dispose();
  listUnreadable(io, unreadable);
  if (recognised.length === 0) return 1;
  const results = recognised.map((clip) => toResult(clip, recogniser.metadata.labels));
  io.stdout(
    values.json
      ? `${JSON.stringify(results)}\n`
      : results
          .map(({ path, label, score }) => `${printable(path)}\t${label}\t${score.toFixed(4)}\n`)
          .join(''),
  );
  return 0;
}

function toResult({ path, scores }: RecognisedFile, labels: readonly string[]) {
  const best = indexOfHighest(scores);
  return { path, label: labels[best] ?? '', score: scores[best] ?? 0, scores: scoresByLabel(labels, scores) };
}
