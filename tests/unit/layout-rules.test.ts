import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { array, number, object, parse, string } from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';

const repository = join(import.meta.dirname, '..', '..');
const packagesOfPage = ['react', 'react/jsx-runtime', 'react-dom/client', 'react-i18next'];
const tensorFlow = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers/dist/exports.js'];
const node = ['node:fs', 'node:fs/promises'];

interface Rule {
  readonly wrong: readonly string[];
  readonly right: readonly string[];
}

/** For a file in each layer: what it must not import, and what it may. */
const rules: Readonly<Record<string, Rule>> = {
  'src/core/audio/a.ts': {
    wrong: [
      '../../platform/node/b.ts',
      '../../workers/b.ts',
      '../../ui/app/b.ts',
      '../../cli/b.ts',
      'comlink',
    ].concat(node, packagesOfPage, tensorFlow, 'meyda'),
    right: ['../errors.ts', '../features/b.ts', '../evaluation/b.ts', 'valibot'],
  },
  'src/core/features/a.ts': { wrong: ['meyda', ...tensorFlow, ...node], right: ['../audio/b.ts'] },
  'src/core/features/meyda-engine.ts': {
    wrong: [
      '../../ui/b.ts',
      '../../platform/node/b.ts',
      'comlink',
      ...tensorFlow,
      ...node,
      ...packagesOfPage,
    ],
    right: ['meyda', './b.ts'],
  },
  'src/core/models/a.ts': {
    wrong: ['meyda', 'comlink', '../../platform/node/b.ts', '../../cli/b.ts', ...node, ...packagesOfPage],
    right: ['../features/b.ts', 'fflate', ...tensorFlow],
  },
  'src/core/training/a.ts': {
    wrong: [
      'meyda',
      'comlink',
      '../../platform/browser/b.ts',
      '../../workers/b.ts',
      ...node,
      ...packagesOfPage,
    ],
    right: ['../models/b.ts', ...tensorFlow],
  },
  'src/platform/browser/a.ts': {
    wrong: [
      '../node/b.ts',
      '../../workers/b.ts',
      '../../ui/b.ts',
      '../../cli/b.ts',
      'comlink',
      'meyda',
    ].concat(node, packagesOfPage, tensorFlow),
    right: ['../../core/audio/b.ts', './b.ts'],
  },
  'src/platform/node/a.ts': {
    wrong: [
      '../browser/b.ts',
      '../../workers/b.ts',
      '../../ui/b.ts',
      '../../cli/b.ts',
      'comlink',
      'meyda',
    ].concat(packagesOfPage, tensorFlow),
    right: ['../../core/audio/b.ts', 'node:fs'],
  },
  'src/platform/browser/tensorflow-backend.ts': {
    wrong: ['../../ui/b.ts', 'meyda', ...node],
    right: tensorFlow,
  },
  'src/platform/node/backend.ts': { wrong: ['../../ui/b.ts', 'meyda'], right: [...tensorFlow, 'node:fs'] },
  'src/workers/a.ts': {
    wrong: [
      '../ui/b.ts',
      '../cli/b.ts',
      '../platform/node/b.ts',
      'meyda',
      ...node,
      ...packagesOfPage,
      ...tensorFlow,
    ],
    right: ['comlink', '../core/models/b.ts', '../platform/browser/b.ts'],
  },
  'src/ui/app/a.tsx': {
    wrong: [
      '../../cli/b.ts',
      '../../platform/node/b.ts',
      '../../workers/b.worker.ts',
      'comlink',
      'meyda',
    ].concat(node, tensorFlow),
    right: [
      '../classify/b.tsx',
      '../shared/b.tsx',
      '../../workers/b.ts',
      '../../platform/browser/b.ts',
      'react',
    ],
  },
  'src/ui/classify/a.tsx': {
    wrong: [
      '../evaluate/b.tsx',
      '../app/b.tsx',
      '../../cli/b.ts',
      '../../workers/b.worker.ts',
      'comlink',
      ...node,
    ],
    right: [
      '../shared/b.tsx',
      '../i18n/b.ts',
      '../../core/evaluation/b.ts',
      '../../workers/b.ts',
      'recharts',
    ],
  },
  'src/ui/evaluate/matrix/a.tsx': {
    wrong: ['../../classify/b.tsx', '../../app/b.tsx', '../../../cli/b.ts', 'meyda', ...tensorFlow, ...node],
    right: ['../session/b.ts', '../../shared/b.tsx', '../../../core/evaluation/b.ts'],
  },
  'src/ui/shared/a.tsx': {
    wrong: [
      '../classify/b.tsx',
      '../evaluate/b.tsx',
      '../app/b.tsx',
      '../../cli/b.ts',
      'comlink',
      ...tensorFlow,
    ],
    right: ['../i18n/b.ts', '../../core/features/b.ts', '../../core/evaluation/b.ts', 'react'],
  },
  'src/cli/a.ts': {
    wrong: ['../workers/b.ts', '../ui/b.ts', '../platform/browser/b.ts', 'comlink', 'meyda'].concat(
      packagesOfPage,
      tensorFlow,
    ),
    right: ['../core/models/b.ts', '../platform/node/b.ts', 'node:fs'],
  },
};

/** Impure or untidy code, with the rule that refuses it. */
const wrongCode: Readonly<Record<string, readonly [code: string, rule: string]>> = {
  'src/core/audio/now.ts': ['export const now = (): number => Date.now();', 'no-restricted-globals'],
  'src/core/audio/later.ts': ['setTimeout(() => {}, 1);', 'no-restricted-globals'],
  'src/core/audio/chance.ts': [
    'export const chance = (): number => Math.random();',
    'no-restricted-properties',
  ],
  'src/core/models/chance.ts': [
    'export const chance = (): number => Math.random();',
    'no-restricted-properties',
  ],
  'src/core/audio/again.ts': ["export { readFile } from 'node:fs';", 'no-restricted-imports'],
  'src/core/audio/type.ts': [
    "import type { A } from '../../ui/b.ts';\nexport type B = A;",
    'no-restricted-imports',
  ],
  'src/cli/node.ts': ["import 'fs/promises';", 'prefer-node-protocol'],
  'src/ui/app/default.ts': ['export default 1;', 'no-default-export'],
  'src/ui/app/any.ts': ['export const thing: any = 1;', 'no-explicit-any'],
  'src/core/audio/one.ts': [
    "import { two } from './two.ts';\nexport const one = (): number => two();",
    'no-cycle',
  ],
  'src/core/audio/two.ts': [
    "import { one } from './one.ts';\nexport const two = (): number => one();",
    'no-cycle',
  ],
};

const reportSchema = object({
  diagnostics: array(
    object({
      code: string(),
      filename: string(),
      labels: array(object({ span: object({ line: number() }) })),
    }),
  ),
});
type Diagnostic = { readonly path: string; readonly rule: string; readonly line: number };

let scratch = '';
let diagnostics: readonly Diagnostic[] = [];

function write(path: string, code: string): void {
  mkdirSync(dirname(join(scratch, path)), { recursive: true });
  writeFileSync(join(scratch, path), code);
}

function lintScratch(): readonly Diagnostic[] {
  const oxlint = join(repository, 'node_modules/oxlint/bin/oxlint');
  const args = [oxlint, '--format', 'json'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: scratch, encoding: 'utf8' });
  return parse(reportSchema, JSON.parse(stdout)).diagnostics.map(({ code, filename, labels }) => ({
    path: filename.replaceAll('\\', '/'),
    rule: code.replace(/^.*\((.*)\)$/, '$1'),
    line: labels[0]?.span.line ?? 0,
  }));
}

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'layout-'));
  const config: object = JSON.parse(readFileSync(join(repository, '.oxlintrc.json'), 'utf8'));
  write('.oxlintrc.json', JSON.stringify({ ...config, options: { typeAware: false } }));
  for (const [path, { wrong, right }] of Object.entries(rules)) {
    write(path, [...wrong, ...right].map((imported) => `import '${imported}';`).join('\n'));
  }
  for (const [path, [code]] of Object.entries(wrongCode)) write(path, code);
  diagnostics = lintScratch();
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it.each(Object.entries(rules))(
  '%s may import what its layer allows and nothing else',
  (path, { wrong, right }) => {
    const lines = diagnostics.filter((each) => each.path === path && each.rule === 'no-restricted-imports');
    const refused = lines.map(({ line }) => [...wrong, ...right][line - 1] ?? '');
    expect([...new Set(refused)].toSorted()).toEqual([...wrong].toSorted());
  },
);

it.each(Object.entries(wrongCode))('%s is refused', (path, [, rule]) => {
  expect(diagnostics.filter((each) => each.path === path).map((each) => each.rule)).toContain(rule);
});
