import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, preview, type PreviewServer } from 'vite';

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

/** Serves the production build with the headers of vite.config.ts. A port that is taken gives the next free one. */
export async function serveBuild(port: number): Promise<{ url: string; server: PreviewServer }> {
  const server = await preview({ root: repositoryDir, logLevel: 'warn', preview: { port } });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { url: `http://127.0.0.1:${address.port}/`, server };
}
