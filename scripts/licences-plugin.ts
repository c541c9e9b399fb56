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

function nameOf(dir: string): string {
  const { name, version, license } = parse(
    packageSchema,
    JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')),
  );
  return `${name} ${version} (${license})`;
}

/** The names that go with each text, in the order of the names. */
function namesByText(named: readonly { readonly name: string; readonly text: string }[]) {
  const names = new Map<string, string[]>();
  for (const { name, text } of named.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    names.set(text, [...(names.get(text) ?? []), name]);
  }
  return names;
}

function writeSections(names: ReadonlyMap<string, readonly string[]>): string {
  return [...names].map(([text, owners]) => `## ${owners.join(', ')}\n\n${text}\n`).join('\n');
}

/** The comments about rights in a module, which the build leaves out: each on one line, without the stars around it. */
function noticesIn(code: string): readonly string[] {
  const comments = [...code.matchAll(/\/\*([\s\S]*?)\*\//g)].map(([, text = '']) => text);
  return comments
    .filter((text) => /@licen[cs]e|copyright (?:\(c\)|©|\d)/i.test(text))
    .map((text) =>
      text
        .replaceAll(/^\s*[*!]+|@licen[cs]e|={4,}/gm, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    );
}

/** The service worker is written after both builds. */
const inServiceWorker = ['workbox-core', 'workbox-precaching', 'workbox-routing', 'workbox-strategies'];

/**
 * Writes `licences.md` into the build: every library that is in it, with the text of its licence and the notices in its
 * files. Vite's own list leaves out what only the workers contain, so this one listens to both builds.
 */
export function licences(): { page: Plugin; worker: () => Plugin } {
  const noticesByDir = new Map<string, Set<string>>(
    inServiceWorker.map((name) => [join('node_modules', name), new Set()]),
  );
  const collect = ({ id, code }: { readonly id: string; readonly code: string | null }): void => {
    const dir = packageDir(id);
    if (dir === null) return;
    const notices = noticesByDir.get(dir) ?? new Set();
    noticesByDir.set(dir, notices);
    for (const notice of noticesIn(code ?? '')) notices.add(notice);
  };
  return {
    worker: () => ({ name: 'phonoscope-licences-worker', moduleParsed: collect }),
    page: {
      name: 'phonoscope-licences',
      apply: 'build',
      moduleParsed: collect,
      generateBundle() {
        this.emitFile({ type: 'asset', fileName: 'licences.md', source: describe(noticesByDir) });
      },
    },
  };
}

function describe(noticesByDir: ReadonlyMap<string, ReadonlySet<string>>): string {
  const packages = [...noticesByDir].map(([dir, notices]) => ({ dir, name: nameOf(dir), notices }));
  const licenceTexts = namesByText(packages.map(({ dir, name }) => ({ name, text: licenceText(dir) })));
  const notices = namesByText(
    packages.flatMap(({ name, notices }) => [...notices].map((text) => ({ name, text }))),
  );
  return `# Licences of the libraries in this build

${writeSections(licenceTexts)}
# Notices in files of these libraries

${writeSections(notices)}`;
}
