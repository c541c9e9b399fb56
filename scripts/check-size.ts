/**
 * Ends `npm run build`: fails when the JavaScript that the page loads before the first interaction, or all that a first
 * visit fetches for the visits without a network, is over its budget, or when the build names an address of another origin that is not known to be mere text.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { array, boolean, object, optional, parse, record, string } from 'valibot';
import { buildDir } from './serve.ts';

const budgetKb = 200;
/** Uncompressed, for a plain static server compresses nothing. */
const visitBudgetMb = 6;

const manifestSchema = record(
  string(),
  object({
    file: string(),
    isEntry: optional(boolean()),
    imports: optional(array(string()), []),
  }),
);

/** Where addresses in the build point that are text alone: name spaces, licences, links in error messages. */
const textOnly = [
  'w3.org',
  'apache.org/licenses',
  'opensource.org/licenses',
  'react.dev/errors',
  'react.i18next.com/latest',
  'redux.js.org/Errors',
  'redux-toolkit.js.org/Errors',
  'bit.ly/3cXEKWf',
  'bit.ly/wb-precache',
  'github.com/MikeMcl/decimal.js-light/LICENCE',
  'github.com/tensorflow/tfjs',
  'github.com/eshaz/simple-yenc',
  'emscripten.org/docs',
  'developer.mozilla.org/en-US/docs',
  'en.wikipedia.org/wiki',
  'shadertoy.com/view',
];

const isText = (address: string): boolean =>
  textOnly.some((start) => address.replace(/^https?:\/\/(?:www\.)?/, '').startsWith(start));

const readText = (path: string): string => readFileSync(join(buildDir, path), 'utf8');
const gzipBytes = (path: string): number => gzipSync(readFileSync(join(buildDir, path))).length;

/** The entry, what it imports statically, and what index.html names itself. */
function eagerScripts(): readonly string[] {
  const manifest = parse(manifestSchema, JSON.parse(readText('.vite/manifest.json')));
  const files = new Set<string>();
  const add = (key: string): void => {
    const chunk = manifest[key];
    if (chunk === undefined || files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.imports.forEach(add);
  };
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry === true) add(key);
  for (const [, path] of readText('index.html').matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)) {
    if (path !== undefined) files.add(path);
  }
  return [...files].filter((file) => file.endsWith('.js'));
}

function builtFiles(): readonly string[] {
  return readdirSync(buildDir, { recursive: true, encoding: 'utf8' }).map((path) =>
    path.replaceAll('\\', '/'),
  );
}

function checkSizes(): boolean {
  const eager = new Set(eagerScripts());
  if (eager.size === 0) throw new Error('The build has no entry.');
  const scripts = builtFiles()
    .filter((path) => path.endsWith('.js'))
    .map((path) => ({ path, bytes: gzipBytes(path), isEager: eager.has(path) }))
    .toSorted((a, b) => Number(b.isEager) - Number(a.isEager) || b.bytes - a.bytes);
  for (const { path, bytes, isEager } of scripts) {
    console.log(
      `${(bytes / 1000).toFixed(1).padStart(8)} kB  ${isEager ? 'at once  ' : 'on demand'}  ${path}`,
    );
  }
  const totalKb = scripts.reduce((sum, { bytes, isEager }) => sum + (isEager ? bytes : 0), 0) / 1000;
  console.log(
    `${totalKb.toFixed(1).padStart(8)} kB gzip of JavaScript before the first interaction (at most ${budgetKb})`,
  );
  return totalKb <= budgetKb;
}

/** What the service worker keeps, and itself. */
function checkVisit(): boolean {
  const entries = readText('service-worker.js').matchAll(/\{url:"([^"]+)",revision:/g);
  const kept = new Set([...entries].map(([, path = '']) => path));
  if (kept.size === 0) throw new Error('The service worker keeps nothing.');
  const files = ['service-worker.js', ...kept];
  const totalMb = files.reduce((sum, path) => sum + statSync(join(buildDir, path)).size, 0) / 1e6;
  console.log(
    `${totalMb.toFixed(2).padStart(8)} MB in ${files.length} files that a first visit fetches (at most ${visitBudgetMb})`,
  );
  return totalMb <= visitBudgetMb;
}

function checkOrigins(): boolean {
  const files = builtFiles().filter((path) => /\.(?:js|css|html|json|svg|webmanifest)$/.test(path));
  const foreign = files.flatMap((path) =>
    [...readText(path).matchAll(/\b(?:https?|wss?):\/\/[^\s"'`<>\\)]+/g)]
      .map(([address]) => address)
      .filter((address) => !isText(address))
      .map((address) => `${path}: ${address}`),
  );
  for (const line of new Set(foreign)) console.error(`Another origin: ${line}`);
  return foreign.length === 0;
}

const isSmall = checkSizes();
const isVisitSmall = checkVisit();
const isLocal = checkOrigins();
if (!isSmall) console.error('The page loads too much JavaScript before the first interaction.');
if (!isVisitSmall) console.error('A first visit fetches too much.');
process.exitCode = isSmall && isVisitSmall && isLocal ? 0 : 1;
