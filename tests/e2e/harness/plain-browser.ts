import { once } from 'node:events';
import { createServer } from 'node:net';
import { type BrowserContext, chromium, type LaunchOptions } from '@playwright/test';

/** Switches with which Playwright keeps hidden tabs awake. */
const wakefulArgs = [
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
];

/**
 * Runs work in a Chromium that treats hidden tabs as it does for everyone: Playwright's own pages always believe that
 * they are in front.
 */
export async function inPlainBrowser(
  options: LaunchOptions,
  work: (context: BrowserContext) => Promise<void>,
): Promise<void> {
  const port = await findFreePort();
  const args = [...(options.args ?? []), `--remote-debugging-port=${port}`];
  const launched = await chromium.launch({ ...options, args, ignoreDefaultArgs: wakefulArgs });
  try {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
    const [context] = browser.contexts();
    if (context === undefined) throw new Error('The browser has no window.');
    await work(context);
  } finally {
    await launched.close();
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
