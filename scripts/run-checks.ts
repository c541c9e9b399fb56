/**
 * `npm run check`: types, lint, format, unused code, unit tests. `npm test` adds the build and the tests in the
 * browser. All of them run, also after one has failed; the last lines say which.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryDir } from './serve.ts';

const checks = {
  types: 'tsc -b',
  lint: 'npm run -s lint',
  format: 'oxfmt --check .',
  'unused code': 'knip',
  'unit tests': 'vitest run',
};
const browserChecks = {
  build: 'npm run -s build',
  'tests in the browser': 'npm run -s e2e',
};

/** The programs are found because npm puts the project's own ones on the path. */
function runCheck(name: string, command: string): { isPassed: boolean; line: string } {
  console.log(`\n— ${name}: ${command}`);
  const startMs = Date.now();
  const { status } = spawnSync(command, { cwd: repositoryDir, shell: true, stdio: 'inherit' });
  const seconds = ((Date.now() - startMs) / 1000).toFixed(1);
  return { isPassed: status === 0, line: `${status === 0 ? 'passed' : 'FAILED'}  ${name} (${seconds} s)` };
}

rmSync(join(repositoryDir, '.cache', 'reports'), { recursive: true, force: true });
const wanted = process.argv.includes('--with-browser') ? { ...checks, ...browserChecks } : checks;
const results = Object.entries(wanted).map(([name, command]) => runCheck(name, command));
console.log(`\n${results.map(({ line }) => line).join('\n')}`);
process.exitCode = results.every(({ isPassed }) => isPassed) ? 0 : 1;
