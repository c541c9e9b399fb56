import { runCli } from './run-cli.ts';

// `npm run cli` starts in the project's folder; the person who typed a path stood in INIT_CWD.
const startedByNpm = process.env['npm_lifecycle_event'] === 'cli';
const startFolder = startedByNpm ? process.env['INIT_CWD'] : undefined;

// `… | head` closes the pipe early: that is no failure of ours.
process.stdout.on('error', () => process.exit());

const exitCode = await runCli(process.argv.slice(2), {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  env: process.env,
  cwd: startFolder ?? process.cwd(),
  nowMs: () => performance.now(),
  isInteractive: process.stderr.isTTY,
});

// Ends as soon as everything is written, whatever timers a backend may have left.
process.stdout.write('', () => process.exit(exitCode));
