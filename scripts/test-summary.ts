/**
 * Prints `N passed, N failed, N skipped`: the sum of what `npm test` left in .cache/reports. Fails where a report
 * is missing or nothing was tested.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { object, number, parse } from 'valibot';
import { repositoryDir } from './serve.ts';

const unitReport = object({
  numPassedTests: number(),
  numFailedTests: number(),
  numFailedTestSuites: number(),
  numPendingTests: number(),
  numTodoTests: number(),
});
const browserReport = object({
  stats: object({ expected: number(), unexpected: number(), flaky: number(), skipped: number() }),
});

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(repositoryDir, '.cache', 'reports', name), 'utf8'));

function countUnitTests(): Counts {
  const report = parse(unitReport, read('unit.json'));
  // A file that fails before its first test has failed suites and no failed test.
  const failed = report.numFailedTests > 0 ? report.numFailedTests : report.numFailedTestSuites;
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests };
}

function countBrowserTests(): Counts {
  const { stats } = parse(browserReport, read('e2e.json'));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

function countOr(count: () => Counts): Counts {
  try {
    const counts = count();
    return counts.passed + counts.failed > 0 ? counts : { ...counts, failed: 1 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const [unit, browser] = [countOr(countUnitTests), countOr(countBrowserTests)];
const failed = unit.failed + browser.failed;
console.log(
  `${unit.passed + browser.passed} passed, ${failed} failed, ${unit.skipped + browser.skipped} skipped`,
);
process.exitCode = failed === 0 ? 0 : 1;
