import { test as base, expect, type BrowserContext, type ConsoleMessage } from '@playwright/test';
import { serveBuild } from '../../../scripts/serve.ts';
import { startNetworkRecorder, type NetworkRecorder } from './network-recorder.ts';

/** What a test must not see; each test fails at its end if anything is left here. */
export interface Guard {
  readonly problems: string[];
  /** Origins that count as our own, the server's is there from the start. */
  readonly origins: Set<string>;
  /** Tolerates problems that a test brings about on purpose, such as a model file that is missing. */
  allow: (pattern: RegExp) => void;
}

interface TestFixtures {
  readonly guard: Guard;
}

interface WorkerFixtures {
  readonly server: { readonly url: string };
  readonly recorder: NetworkRecorder;
}

const localSchemes = new Set(['data:', 'blob:', 'about:']);

function watch(context: BrowserContext, guard: Guard): void {
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!localSchemes.has(protocol) && !guard.origins.has(origin))
      guard.problems.push(`request: ${request.url()}`);
  });
  context.on('console', (message: ConsoleMessage) => {
    if (message.type() !== 'error') return;
    guard.problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => guard.problems.push(`page error: ${error.error().message}`));
}

/**
 * Playwright's `test` on the production build (`page.goto('./')`), which fails on any console error, page error,
 * breach of the content policy, or request to another origin, from the page or from any of its workers.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern.
    async ({}, use) => {
      const { url, server } = await serveBuild(0);
      await use({ url });
      await server.close();
    },
    { scope: 'worker' },
  ],
  recorder: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => {
      const recorder = await startNetworkRecorder();
      await use(recorder);
      await recorder.close();
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ launchOptions, recorder }, use) => {
      const proxyArgs = [
        `--proxy-server=http://127.0.0.1:${recorder.port}`,
        '--proxy-bypass-list=127.0.0.1;*.test',
      ];
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...proxyArgs] });
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  guard: [
    async ({ context, server, recorder }, use) => {
      const allowed: RegExp[] = [];
      const guard: Guard = {
        problems: [],
        origins: new Set([new URL(server.url).origin]),
        allow: (pattern) => void allowed.push(pattern),
      };
      const numBefore = recorder.requests.length;
      watch(context, guard);
      await use(guard);
      const reached = recorder.requests.slice(numBefore).map((url) => `network: ${url}`);
      const left = [...guard.problems, ...reached].filter(
        (text) => !allowed.some((pattern) => pattern.test(text)),
      );
      expect(left).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
