import * as v from 'valibot';
import type { DecodedWeights } from './weights-manifest.ts';

/** A network as `model.json` describes it, and its weights. */
export type NetworkData = DecodedWeights & { readonly topology: object };

const layerSchema = v.looseObject({
  class_name: v.string(),
  name: v.string(),
  config: v.looseObject({}),
  inbound_nodes: v.array(v.array(v.looseTuple([v.string()]))),
});
const topologySchema = v.looseObject({
  config: v.looseObject({
    layers: v.array(layerSchema),
    output_layers: v.array(v.looseTuple([v.string()])),
  }),
});

type Layer = v.InferOutput<typeof layerSchema>;
type Weight = { readonly shape: number[]; readonly values: Float32Array };

/** What a normalisation does in prediction, for each channel (of each sub-band). */
type Affine = { readonly scale: Float64Array; readonly offset: Float64Array };

/**
 * Puts each batch normalisation into the convolution in front of it, for prediction: the kernel is scaled, the rest
 * becomes a bias. One that cannot go there (sub-bands) becomes a product and a sum.
 *
 * @returns a new network; the given one, where it is none that it understands.
 */
export function foldNorms(network: NetworkData): NetworkData {
  // A copy: what follows changes it.
  const parsed = v.safeParse(topologySchema, copied(network.topology));
  if (!parsed.success) return network;
  const { layers, output_layers: outputs } = parsed.output.config;
  const weights = weightsByName(network);
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const numUses = countUses(layers, outputs);
  for (const norm of layers) {
    const affine = affineOf(norm, weights);
    if (affine === null) continue;
    const source = byName.get(norm.inbound_nodes[0]?.[0]?.[0] ?? '');
    const isAlone =
      source !== undefined && numUses.get(source.name) === 1 && source.inbound_nodes.length === 1;
    if (isAlone && isPlain(norm) && scaleKernel(source, affine, weights)) dropNorm(norm, source, weights);
    else if (norm.class_name === 'PhonoscopeNorm') keepAffine(norm, affine, weights);
  }
  return { topology: parsed.output, ...packed(weights) };
}

function copied(topology: object): unknown {
  return JSON.parse(JSON.stringify(topology));
}

function weightsByName({ specs, values }: NetworkData): Map<string, Weight> {
  let at = 0;
  return new Map(
    specs.map(({ name, shape }) => {
      const size = shape.reduce((product, length) => product * length, 1);
      at += size;
      return [name, { shape, values: values.slice(at - size, at) }];
    }),
  );
}

function packed(weights: ReadonlyMap<string, Weight>): DecodedWeights {
  const values = new Float32Array(
    [...weights.values()].reduce((sum, weight) => sum + weight.values.length, 0),
  );
  let at = 0;
  for (const weight of weights.values()) {
    values.set(weight.values, at);
    at += weight.values.length;
  }
  const specs = [...weights].map(([name, { shape }]) => ({ name, shape, dtype: 'float32' as const }));
  return { specs, values };
}

function countUses(
  layers: readonly Layer[],
  outputs: readonly (readonly [string, ...unknown[]])[],
): Map<string, number> {
  const numUses = new Map<string, number>();
  const inputs = layers.flatMap((layer) => layer.inbound_nodes.flat());
  for (const [name] of [...inputs, ...outputs]) numUses.set(name, (numUses.get(name) ?? 0) + 1);
  return numUses;
}

function isPlain({ config }: Layer): boolean {
  return (config['sub_bands'] ?? 1) === 1;
}

/** Null for other layers, and for a normalisation in a form that our networks do not have. */
function affineOf(
  { class_name: type, name, config }: Layer,
  weights: ReadonlyMap<string, Weight>,
): Affine | null {
  const isKeras = type === 'BatchNormalization' && [-1, 3].includes(Number(config['axis'] ?? -1));
  const isOurs = type === 'PhonoscopeNorm' && (config['form'] ?? 'batch') === 'batch';
  const read = (weight: string) => weights.get(`${name}/${weight}`)?.values;
  const [gamma, beta] = [read('gamma'), read('beta')];
  const [mean, variance] = [read('moving_mean'), read('moving_variance')];
  const epsilon = Number(config['epsilon']);
  if ((!isKeras && !isOurs) || !gamma || !beta || !mean || !variance || !Number.isFinite(epsilon))
    return null;
  const scale = Float64Array.from(gamma, (value, i) => value / Math.sqrt((variance[i] ?? 0) + epsilon));
  const offset = Float64Array.from(beta, (value, i) => value - (mean[i] ?? 0) * (scale[i] ?? 0));
  return { scale, offset };
}

/** Scales a convolution's kernel and gives it a bias; false where the layer is no convolution without activation. */
function scaleKernel(
  { class_name: type, name, config }: Layer,
  affine: Affine,
  weights: Map<string, Weight>,
): boolean {
  if ((config['activation'] ?? 'linear') !== 'linear') return false;
  const isDepthwise = type === 'DepthwiseConv2D' || type === 'PhonoscopeTimeDepthwise';
  if (type !== 'Conv2D' && !isDepthwise) return false;
  const kernelName = `${name}/${isDepthwise ? 'depthwise_kernel' : 'kernel'}`;
  const kernel = weights.get(kernelName);
  const numChannels = affine.scale.length;
  const channels = isDepthwise ? kernel?.shape[2] : kernel?.shape[3];
  const hasMultiplier = isDepthwise && kernel?.shape[3] !== 1;
  if (kernel === undefined || channels !== numChannels || hasMultiplier) return false;
  // The channel is the last dimension, a depthwise kernel's multiplier of 1 aside.
  const values = kernel.values.map((value, i) => value * (affine.scale[i % numChannels] ?? 0));
  weights.set(kernelName, { shape: kernel.shape, values });
  const bias = weights.get(`${name}/bias`)?.values;
  const moved = affine.offset.map((value, i) => value + (bias?.[i] ?? 0) * (affine.scale[i] ?? 0));
  weights.set(`${name}/bias`, { shape: [numChannels], values: Float32Array.from(moved) });
  config['use_bias'] = true;
  return true;
}

/** Leaves the activation and the mask; a ReLU goes to the convolution too, which has it for nothing. */
function dropNorm(norm: Layer, source: Layer, weights: Map<string, Weight>): void {
  for (const weight of ['gamma', 'beta', 'moving_mean', 'moving_variance'])
    weights.delete(`${norm.name}/${weight}`);
  if (norm.class_name === 'BatchNormalization') {
    norm.class_name = 'Activation';
    norm.config = { name: norm.name, activation: 'linear' };
    return;
  }
  norm.config['form'] = 'folded';
  if (norm.config['activation'] !== 'relu' || source.class_name !== 'Conv2D') return;
  source.config['activation'] = 'relu';
  norm.config['activation'] = 'linear';
}

function keepAffine(norm: Layer, { scale, offset }: Affine, weights: Map<string, Weight>): void {
  norm.config['form'] = 'affine';
  const shape = [scale.length];
  weights.set(`${norm.name}/gamma`, { shape, values: Float32Array.from(scale) });
  weights.set(`${norm.name}/beta`, { shape, values: Float32Array.from(offset) });
  for (const weight of ['moving_mean', 'moving_variance']) weights.delete(`${norm.name}/${weight}`);
}
