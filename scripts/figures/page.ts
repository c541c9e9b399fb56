import { type Browser, chromium } from '@playwright/test';
import { chromiumOptions } from '../../tests/e2e/harness/chromium.ts';
import { buildIfStale, serveBuild } from '../serve.ts';
import { createReport } from './models/report.ts';
import { findProblems } from './page/barriers.ts';
import { performanceScore, type VisitFigures } from './page/lighthouse-score.ts';
import { measureTransfer } from './page/transfer.ts';
import { measureVisit } from './page/visit-speed.ts';

const numVisits = 5;
const visitBudgetBytes = 6_000_000;
const scoreBar = 95;

/**
 * `npm run figures -- page`: what Lighthouse looks at, on the production build in Chromium, without Lighthouse: paints, shifts
 * and blocking of a first visit on its phone, what axe finds, the console; and what two visits transfer.
 *
 * @returns false when a bar is missed.
 */
export async function pageFigures(): Promise<boolean> {
  await buildIfStale();
  const { url, server } = await serveBuild(0);
  const browser = await chromium.launch(chromiumOptions().launchOptions);
  const { say, isMet } = createReport();
  try {
    const visits = await measureVisits(browser, url);
    const { fcpMs, lcpMs, tbtMs, cls } = leastOf(visits);
    const score = performanceScore({ fcpMs, lcpMs, tbtMs, cls });
    console.log(`a phone on slow 4G, the least of ${numVisits} first visits, for other programs only add:`);
    console.log(`  first paint ${(fcpMs / 1000).toFixed(2)} s, largest paint ${(lcpMs / 1000).toFixed(2)} s`);
    console.log(`  blocked ${tbtMs.toFixed(0)} ms, layout shift ${cls.toFixed(3)}`);
    say(`  performance ${score.toFixed(1)} of 100 (bar ${scoreBar})`, score >= scoreBar);
    const problems = await findProblems(browser, url);
    for (const problem of problems) console.log(`  ${problem}`);
    say(`rules of axe broken and errors in the console: ${problems.length}`, problems.length === 0);
    const { firstBytes, secondBytes, secondWireBytes } = await measureTransfer(browser);
    const firstMb = (firstBytes / 1e6).toFixed(2);
    say(`first visit, plain static server: ${firstMb} MB (bar 6)`, firstBytes <= visitBudgetBytes);
    say(
      `second visit: ${secondBytes} bytes (bar 0); "no newer version" took ${secondWireBytes} on the wire`,
      secondBytes === 0,
    );
    return isMet();
  } finally {
    await browser.close();
    await server.close();
  }
}

async function measureVisits(browser: Browser, url: string): Promise<readonly VisitFigures[]> {
  const visits: VisitFigures[] = [];
  for (let visit = 1; visit <= numVisits; visit++) {
    const { waitingShare, ...figures } = await measureVisit(browser, url);
    const waiting = (waitingShare * 100).toFixed(0);
    console.log(`visit ${visit}: other programs had the processor for ${waiting} % of the page's tasks`);
    visits.push(figures);
  }
  return visits;
}

function leastOf(visits: readonly VisitFigures[]): VisitFigures {
  return {
    fcpMs: Math.min(...visits.map(({ fcpMs }) => fcpMs)),
    lcpMs: Math.min(...visits.map(({ lcpMs }) => lcpMs)),
    tbtMs: Math.min(...visits.map(({ tbtMs }) => tbtMs)),
    cls: Math.max(...visits.map(({ cls }) => cls)),
  };
}
