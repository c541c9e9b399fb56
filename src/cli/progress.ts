import type { CliIo } from './io.ts';

const terminalEveryMs = 200;
const logEveryMs = 5000;

/**
 * Shows on stderr how far a loop is, with clips/s and the time left: a line that overwrites itself on a terminal,
 * else a line every five seconds.
 */
export function createProgress(io: CliIo, total: number): { readonly step: (numDone: number) => void } {
  const startMs = io.nowMs();
  let lastMs = startMs;
  return {
    step: (numDone) => {
      const nowMs = io.nowMs();
      const isEnd = numDone === total && io.isInteractive;
      if (!isEnd && nowMs - lastMs < (io.isInteractive ? terminalEveryMs : logEveryMs)) return;
      lastMs = nowMs;
      const perSec = numDone / Math.max(1e-3, (nowMs - startMs) / 1000);
      const left = Math.ceil((total - numDone) / perSec);
      const text = `${numDone} of ${total} clips, ${perSec.toFixed(0)} clips/s, ${left} s left`;
      io.stderr(io.isInteractive ? `\r\u001B[K${text}${isEnd ? '\n' : ''}` : `${text}\n`);
    },
  };
}

/** Lists on stderr the files that could not be used, each with its reason. */
export function listUnreadable(
  io: CliIo,
  files: readonly { readonly path: string; readonly reason: string }[],
): void {
  for (const { path, reason } of files) io.stderr(`${printable(path)}: ${reason}\n`);
}

/** A path or label without characters that would steer a terminal or break a line. */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  return text.replace(/[\u0000-\u001F\u007F-\u009F]/g, '\uFFFD');
}
