import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { object, optional, parse, string } from 'valibot';
import type { Plugin } from 'vite';

const packageSchema = object({ name: string(), version: string(), license: optional(string(), 'see text') });

/** The folder of the package that a module comes from, or null for our own modules. */
function packageDir(moduleId: string): string | null {
  const end = /^(.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+)[/\\]/.exec(moduleId.replace(/^\0/, ''));
  return end?.[1] !== undefined && existsSync(join(end[1], 'package.json')) ? end[1] : null;
}

function licenceText(dir: string): string {
  const file = readdirSync(dir).find((name) => /^licen[cs]e/i.test(name));
  return file === undefined
    ? 'The package holds no text of its licence; the same licence stands with other packages of this list.'
    : readFileSync(join(dir, file), 'utf8').trim();
}

function describePackage(dir: string): string {
  const { name, version, license } = parse(
    packageSchema,
    JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')),
  );
  return `## ${name} ${version} (${license})\n\n${licenceText(dir)}\n`;
}

/** The service worker is written after both builds. */
const inServiceWorker = ['workbox-core', 'workbox-precaching', 'workbox-routing', 'workbox-strategies'];

/**
 * Writes `licences.md` into the build: every library that is in it, with the text of its licence. Vite's own list
 * leaves out what only the workers contain, so this one listens to both builds.
 */
export function licences(): { page: Plugin; worker: () => Plugin } {
  const dirs = new Set(inServiceWorker.map((name) => join('node_modules', name)));
  const collect = (moduleId: string): void => {
    const dir = packageDir(moduleId);
    if (dir !== null) dirs.add(dir);
  };
  return {
    worker: () => ({ name: 'phonoscope-licences-worker', moduleParsed: ({ id }) => collect(id) }),
    page: {
      name: 'phonoscope-licences',
      apply: 'build',
      moduleParsed: ({ id }) => collect(id),
      generateBundle() {
        const entries = [...dirs].map(describePackage).toSorted();
        const source = `# Licences of the libraries in this build\n\n${entries.join('\n')}`;
        this.emitFile({ type: 'asset', fileName: 'licences.md', source });
      },
    },
  };
}
