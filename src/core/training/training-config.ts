import * as v from 'valibot';
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { PhonoscopeError } from '../errors.ts';
import { type FrontEnd, parseFrontEnd } from '../features/front-end.ts';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(0.9));
const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const positive = v.pipe(v.number(), v.minValue(1e-9), v.maxValue(1e6));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));
const layerSize = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024));
const smallShare = v.pipe(v.number(), v.minValue(0), v.maxValue(0.5));
const range = (low: number, high: number) => {
  const end = v.pipe(v.number(), v.minValue(low), v.maxValue(high));
  return v.pipe(
    v.tuple([end, end]),
    v.check(([from, to]) => from <= to, 'the smaller number first'),
  );
};

/** Augmentation works on mel powers, frame by frame, so nothing may come between them and the features but a logarithm. */
function canTrainOn(frontEnd: FrontEnd): boolean {
  const { kind, clipSamples, stages, maxFrames, resizeBands, normalise } = frontEnd;
  if (kind !== 'mel' || clipSamples === null || stages.length > 0 || normalise === 'clip') return false;
  const { log, power, topDb, ref } = frontEnd;
  return (
    log === 'db' && power === 2 && topDb === null && ref === 1 && maxFrames === null && resizeBands === null
  );
}

const defaultFrontEnd = {
  level: { targetDbfs: -26, maxGainDb: 40 },
  clipSamples: 16_000,
  normalise: 'dataset',
  amin: 1e-6,
};

const frontEnd = v.pipe(
  v.optional(
    v.union([v.literal('log-mel-16k'), v.looseObject({})], 'log-mel-16k or an object'),
    defaultFrontEnd,
  ),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const fields = dataset.value === 'log-mel-16k' ? defaultFrontEnd : dataset.value;
    try {
      const parsed = parseFrontEnd({ clipSamples: 16_000, normalise: 'dataset', ...fields });
      if (canTrainOn(parsed)) return parsed;
      addIssue({
        message:
          'kind "mel" with log "db", power 2 and a length for clipSamples, without stages, topDb, ref, maxFrames and resizeBands (training works on those so far)',
      });
    } catch (thrown) {
      addIssue({ message: thrown instanceof Error ? thrown.message : String(thrown) });
    }
    return NEVER;
  }),
);

const validation = v.strictObject({
  share: v.optional(share, 0.1),
  by: v.optional(v.picklist(['speaker', 'clip']), 'speaker'),
});

const model = v.strictObject({
  encoder: v.optional(v.literal('tc-resnet'), 'tc-resnet'),
  decoder: v.optional(v.literal('pool'), 'pool'),
  stemFilters: v.optional(layerSize, 16),
  stemKernel: v.optional(v.pipe(layerSize, v.maxValue(101)), 3),
  blockFilters: v.optional(v.pipe(v.array(layerSize), v.minLength(1), v.maxLength(6)), [24, 32, 48]),
  kernel: v.optional(v.pipe(layerSize, v.maxValue(101)), 9),
  dropout: v.optional(share, 0.2),
});

const training = v.pipe(
  v.strictObject({
    epochs: v.optional(count),
    steps: v.optional(count),
    batchSize: v.optional(v.pipe(count, v.maxValue(1024)), 32),
    optimizer: v.optional(
      v.strictObject({
        name: v.optional(v.picklist(['adam', 'adamw']), 'adam'),
        learningRate: v.optional(positive, 0.002),
        weightDecay: v.optional(probability, 0),
      }),
      {},
    ),
    schedule: v.optional(
      v.strictObject({
        name: v.optional(v.literal('cosine'), 'cosine'),
        warmUpSteps: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 50),
      }),
      {},
    ),
    loss: v.optional(
      v.strictObject({
        name: v.optional(v.literal('cross-entropy'), 'cross-entropy'),
        labelSmoothing: v.optional(share, 0.1),
      }),
      {},
    ),
    gradientClip: v.optional(positive, 5),
  }),
  v.check(({ epochs, steps }) => epochs === undefined || steps === undefined, 'either epochs or steps'),
);

const augmentation = v.strictObject({
  shiftSec: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0),
  speed: v.optional(smallShare, 0),
  gainDb: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(40)), 0),
  noise: v.optional(
    v.strictObject({
      dir: v.pipe(v.string(), v.minLength(1)),
      snrDb: v.optional(range(-30, 100), [0, 30]),
      probability: v.optional(probability, 0.5),
    }),
  ),
  room: v.optional(
    v.strictObject({
      decaySec: v.optional(range(0.01, 5), [0.15, 0.8]),
      probability: v.optional(probability, 0.2),
    }),
  ),
  vocalTract: v.optional(smallShare, 0),
  specAugment: v.optional(
    v.strictObject({
      masks: v.optional(v.pipe(count, v.maxValue(10)), 2),
      bands: v.optional(v.pipe(count, v.maxValue(512)), 6),
      frames: v.optional(v.pipe(count, v.maxValue(10_000)), 16),
    }),
  ),
});

const configSchema = v.strictObject({
  data: v.optional(
    v.strictObject({ rootDir: v.optional(v.string()), validation: v.optional(validation, {}) }),
    {},
  ),
  frontEnd,
  model: v.optional(model, {}),
  training: v.optional(training, {}),
  augmentation: v.optional(augmentation, {}),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0x7fffffff)), 1),
});

/** A training as written in YAML, all defaults filled in. */
export type TrainingConfig = v.InferOutput<typeof configSchema>;

/**
 * Reads a training's configuration.
 *
 * @throws PhonoscopeError `config-invalid` with the line and column of the first mistake and what was expected there.
 */
export function parseTrainingConfig(text: string): TrainingConfig {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, stringKeys: true });
  const [broken] = document.errors;
  if (broken !== undefined)
    throw invalid(lineCounter.linePos(broken.pos[0]), '', firstSentence(broken.message));
  const content: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
  const parsed = v.safeParse(configSchema, content);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = (issue.path ?? []).map((item) => item.key);
  throw invalid(
    lineCounter.linePos(offsetOf(document, path, issue.type === 'strict_object')),
    path.join('.'),
    issue.message,
  );
}

/** Where a value stands; for an unknown key the key itself; for a missing one what should hold it. */
function offsetOf(
  document: ReturnType<typeof parseDocument>,
  path: readonly unknown[],
  isKey: boolean,
): number {
  for (let length = path.length; length > 0; length--) {
    const key = isKey && length === path.length ? keyOffset(document, path) : undefined;
    if (key !== undefined) return key;
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range !== undefined && node.range !== null) return node.range[0];
  }
  return 0;
}

function keyOffset(document: ReturnType<typeof parseDocument>, path: readonly unknown[]): number | undefined {
  const holder = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(holder)) return undefined;
  const pair = holder.items.find(({ key }) => isScalar(key) && key.value === path.at(-1));
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
}

function firstSentence(message: string): string {
  return message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message;
}

function invalid(
  { line, col }: { line: number; col: number },
  field: string,
  expected: string,
): PhonoscopeError {
  const where = `line ${line}, column ${col}`;
  const message = `${where}${field === '' ? '' : `, "${field}"`}: ${expected}`;
  return new PhonoscopeError('config-invalid', message, { line, column: col, field, expected });
}
