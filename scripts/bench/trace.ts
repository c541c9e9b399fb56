import type { Browser, Page } from '@playwright/test';
import { array, number, object, optional, parse, record, string, unknown } from 'valibot';

/** What Chromium's tracing calls a whole task; each has another event, of the same length, around it. */
const taskNames = new Set(['ThreadControllerImpl::RunTask']);
const traceSchema = object({ traceEvents: array(unknown()) });
const eventSchema = object({
  name: string(),
  pid: number(),
  tid: number(),
  ts: optional(number(), 0),
  dur: optional(number(), 0),
  tdur: optional(number(), 0),
  args: optional(record(string(), unknown()), {}),
});

/** Tasks and names of threads; there are millions of others, too many to check each. */
function readEvents(trace: Buffer) {
  const { traceEvents } = parse(traceSchema, JSON.parse(trace.toString('utf8')));
  const isWanted = (event: unknown): boolean =>
    typeof event === 'object' &&
    event !== null &&
    'name' in event &&
    typeof event.name === 'string' &&
    (event.name === 'thread_name' || taskNames.has(event.name));
  return traceEvents.filter(isWanted).map((event) => parse(eventSchema, event));
}

type TraceEvent = ReturnType<typeof readEvents>[number];

const thread = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;

function threadsCalled(events: readonly TraceEvent[], pattern: RegExp): ReadonlySet<string> {
  const named = events.filter(
    ({ name, args }) => name === 'thread_name' && pattern.test(String(args['name'])),
  );
  return new Set(named.map(thread));
}

function tasksOnMain(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const main = threadsCalled(events, /^CrRendererMain$/);
  const tasks = events.filter((event) => taskNames.has(event.name) && main.has(thread(event)));
  if (tasks.length === 0) throw new Error('The trace holds no tasks of the main thread.');
  return tasks;
}

/** What a trace says of the page. */
export type TraceFigures = {
  /** The longest task of the main thread from its beginning to its end, other programs' turns on the processor included. */
  readonly longestMs: number;
  /** The most that one task of it calculated. */
  readonly processorMs: number;
  /** The share of time in which the busiest worker calculated, first and last tenth left out. */
  readonly busyShare: number;
};

export function formatTask({ longestMs, processorMs }: TraceFigures): string {
  return `longest task ${longestMs.toFixed(0)} ms (${processorMs.toFixed(0)} of processor time)`;
}

/** Notes every task of the page from now on. */
export async function startTrace(browser: Browser, page: Page): Promise<void> {
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
}

/** The tasks of the main thread, in milliseconds: from beginning to end, and what they calculated meanwhile. */
export function mainTasks(
  trace: Buffer,
): readonly { readonly elapsedMs: number; readonly processorMs: number }[] {
  return tasksOnMain(readEvents(trace)).map(({ dur, tdur }) => ({
    elapsedMs: dur / 1000,
    processorMs: tdur / 1000,
  }));
}

/** @throws Error when the trace holds no tasks of a page. */
export function readTrace(trace: Buffer): TraceFigures {
  const traceEvents = readEvents(trace);
  const tasks = traceEvents.filter(({ name }) => taskNames.has(name));
  const onMain = tasksOnMain(traceEvents);
  const begin = onMain.reduce((least, { ts }) => Math.min(least, ts), Infinity);
  const end = onMain.reduce((most, { ts, dur }) => Math.max(most, ts + dur), 0);
  const from = begin + (end - begin) / 10;
  const to = end - (end - begin) / 10;
  const busy = [...threadsCalled(traceEvents, /worker/i)].map((worker) =>
    tasks
      .filter((event) => thread(event) === worker)
      .reduce((sum, { ts, dur }) => sum + Math.max(0, Math.min(to, ts + dur) - Math.max(from, ts)), 0),
  );
  return {
    longestMs: onMain.reduce((most, { dur }) => Math.max(most, dur), 0) / 1000,
    // What the thread itself calculated, without other programs' turns on the processor.
    processorMs: onMain.reduce((most, { tdur }) => Math.max(most, tdur), 0) / 1000,
    busyShare: Math.max(...busy) / (to - from),
  };
}
