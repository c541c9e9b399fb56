import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, preview, type PreviewServer } from 'vite';
import type { Certificate } from './local-network.ts';

export const repositoryDir = join(import.meta.dirname, '..');

/** Where the production build lies; another folder lets two builds live beside each other. */
export const buildDir = join(repositoryDir, process.env['PHONOSCOPE_DIST'] ?? 'dist');

const sourceFolders = ['src', 'public'];
const sourceFiles = ['index.html', 'vite.config.ts', 'package-lock.json', 'tsconfig.base.json'];

const changedAtMs = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Folders count too: they change when a file in them goes away. */
function newestSourceMs(): number {
  const inFolders = sourceFolders.flatMap((folder) =>
    readdirSync(join(repositoryDir, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
      join(folder, path),
    ),
  );
  const paths = [...sourceFolders, ...sourceFiles, ...inFolders];
  return Math.max(...paths.map((path) => changedAtMs(join(repositoryDir, path))));
}

/** Builds when there is no build, or when a source, a public file or the configuration is newer than it. */
export async function buildIfStale(): Promise<void> {
  if (newestSourceMs() < changedAtMs(join(buildDir, 'index.html'))) return;
  await build({ root: repositoryDir, logLevel: 'warn' });
}

/** Whom to serve, and how; this machine alone over HTTP unless told. */
type ServeOptions = { readonly host?: string; readonly certificate?: Certificate };

/**
 * Serves the production build with the headers of vite.config.ts. A port that is taken gives the next free one.
 *
 * @returns the address on this machine.
 */
export async function serveBuild(
  port: number,
  { host, certificate }: ServeOptions = {},
): Promise<{ url: string; server: PreviewServer }> {
  const server = await preview({
    root: repositoryDir,
    logLevel: 'warn',
    preview: {
      port,
      ...(host !== undefined && { host }),
      ...(certificate !== undefined && { https: { ...certificate } }),
    },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const scheme = certificate === undefined ? 'http' : 'https';
  return { url: `${scheme}://127.0.0.1:${address.port}/`, server };
}
