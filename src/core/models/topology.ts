import * as v from 'valibot';
import { invalidModel } from './invalid-model.ts';
import { customLayerNames } from './layers/custom-layer-names.ts';

/** TensorFlow.js' own layers that our networks have or had. */
const plainLayerNames = [
  'Activation',
  'Add',
  'BatchNormalization',
  'Conv2D',
  'Dense',
  'DepthwiseConv2D',
  'Dropout',
  'Flatten',
  'GlobalAveragePooling2D',
  'GRU',
  'InputLayer',
  'LSTM',
  'MaxPooling2D',
  'ReLU',
  'Reshape',
  'SimpleRNN',
  'Softmax',
  'ZeroPadding2D',
] as const;
const knownLayers = new Set<string>([...plainLayerNames, ...customLayerNames]);

/** Ours have up to 200. */
const maxLayers = 1000;
/** No layer of ours is as large. */
const maxNumber = 65_536;

const first = v.literal(0);
/** A layer's output: its name, its first use, its first tensor; and no options of the call. */
const connection = v.union(
  [v.strictTuple([v.string(), first, first]), v.strictTuple([v.string(), first, first, v.strictObject({})])],
  'a connection of an unknown kind',
);
const layerSchema = v.object({
  class_name: v.string(),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  config: v.looseObject({ name: v.string() }),
  inbound_nodes: v.pipe(v.array(v.pipe(v.array(connection), v.minLength(1))), v.maxLength(1)),
});
const networkSchema = v.object({
  class_name: v.picklist(['Model', 'Functional']),
  config: v.object({
    name: v.optional(v.string()),
    layers: v.pipe(v.array(layerSchema), v.minLength(1), v.maxLength(maxLayers)),
    input_layers: v.array(connection),
    output_layers: v.array(connection),
  }),
});

type Layer = v.InferOutput<typeof layerSchema>;

/**
 * Checks the `modelTopology` of a `model.json` before TensorFlow.js makes layers of it, which would take any memory that
 * it is asked for, and would never end where layers wait for each other.
 *
 * @returns what was checked and nothing besides: TensorFlow.js also reads other spellings of the same fields.
 * @throws PhonoscopeError `model-invalid` when it is no network of known layers, each after those that it takes from.
 */
export function checkTopology(topology: unknown): object {
  const parsed = v.safeParse(networkSchema, topology, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw invalidModel(`model.json, modelTopology.${v.getDotPath(issue) ?? ''}: ${issue.message}`);
  }
  checkValues(topology);
  const { layers, input_layers: inputs, output_layers: outputs } = parsed.output.config;
  const earlier = new Set<string>();
  for (const layer of layers) {
    checkLayer(layer, earlier);
    earlier.add(layer.name);
  }
  for (const [name] of [...inputs, ...outputs]) requireLayer(name, earlier);
  return parsed.output;
}

function checkLayer(
  { class_name: type, name, config, inbound_nodes: nodes }: Layer,
  earlier: Set<string>,
): void {
  if (!knownLayers.has(type))
    throw invalidModel(`its layer "${name}" is a "${type}", which is not known here`);
  if (earlier.has(name)) throw invalidModel(`its layer "${name}" occurs twice`);
  if (config.name !== name) throw invalidModel(`its layer "${name}" has two names`);
  if ((nodes.length === 0) !== (type === 'InputLayer'))
    throw invalidModel(`its layer "${name}" takes nothing in`);
  for (const [input] of nodes.flat()) requireLayer(input, earlier);
}

function requireLayer(name: string, known: ReadonlySet<string>): void {
  if (!known.has(name)) throw invalidModel(`its layer "${name}" is used before it is there`);
}

/** Layers are made before their weights are looked at: a size above the limit would fill the memory. */
function checkValues(value: unknown): void {
  if (typeof value === 'number' && Math.abs(value) > maxNumber) {
    throw invalidModel(`model.json asks for a layer larger than ${maxNumber}`);
  }
  if (typeof value !== 'object' || value === null) return;
  if (Object.hasOwn(value, '__proto__')) throw invalidModel('model.json has a "__proto__"');
  for (const inner of Object.values(value)) checkValues(inner);
}
