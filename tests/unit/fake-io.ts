import type { CliIo } from '../../src/cli/io.ts';
import { runCli } from '../../src/cli/run-cli.ts';

/** What one command line wrote, and its exit code. */
export type CliResult = { readonly exitCode: number; readonly stdout: string; readonly stderr: string };

/** Runs a command line in this process, as if a person stood in `cwd`. The clock goes on by one second at each look. */
export async function runInProcess(
  args: string[],
  options: { cwd?: string; isInteractive?: boolean } = {},
): Promise<CliResult> {
  const out: string[] = [];
  const err: string[] = [];
  let nowMs = 0;
  const io: CliIo = {
    stdout: (text) => void out.push(text),
    stderr: (text) => void err.push(text),
    env: {},
    cwd: options.cwd ?? process.cwd(),
    nowMs: () => (nowMs += 1000),
    isInteractive: options.isInteractive ?? false,
  };
  const exitCode = await runCli(args, io);
  return { exitCode, stdout: out.join(''), stderr: err.join('') };
}
