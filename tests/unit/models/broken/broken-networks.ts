import { both, type BrokenModel, networkFile, numbered, withLayer, withText } from './edit-model.ts';

const manyInputs = numbered(2000)
  .map((name) => {
    const config = `{"name":"${name}","batch_input_shape":[null,1]}`;
    return `{"name":"${name}","class_name":"InputLayer","config":${config},"inbound_nodes":[]},`;
  })
  .join('');

/** Networks of unknown layers, of layers that do not fit, that never end, and that fill the memory. */
export const brokenNetworks: readonly BrokenModel[] = [
  [
    'an unknown layer',
    withLayer('block1-relu', '"ReLU"', '"Fancy"'),
    /its layer "block1-relu" is a "Fancy", which is not known here/,
  ],
  [
    'a layer of code',
    withLayer('block1-relu', '"ReLU"', '"Lambda"'),
    /is a "Lambda", which is not known here/,
  ],
  [
    'a layer named as what objects inherit',
    withLayer('block1-relu', '"ReLU"', '"constructor"'),
    /is a "constructor", which is not known here/,
  ],
  [
    'a network in the network',
    withLayer('block1-relu', '"ReLU"', '"Model"'),
    /is a "Model", which is not known here/,
  ],
  [
    'a network of another class',
    withText(networkFile, '"class_name":"Model"', '"class_name":"Sequential"'),
    /model.json, modelTopology/,
  ],
  [
    'a network without layers',
    withText(networkFile, '"layers":[', '"layers":[],"others":['),
    /model.json, modelTopology/,
  ],
  [
    'a network with a __proto__',
    withLayer('logits', '"units":2', '"units":2,"__proto__":{"units":3}'),
    /model.json has a "__proto__"/,
  ],
  [
    'a layer of 400 million units',
    withLayer('logits', '"units":2', '"units":400000000'),
    /a layer larger than 65536/,
  ],
  [
    'a convolution of 65,536 filters',
    withLayer('stem-conv', '"filters":4,', '"filters":65536,'),
    /it has more weights than the file/,
  ],
  [
    'two convolutions of 38 billion weights',
    both(
      withLayer('stem-conv', '"filters":4', '"filters":65536'),
      withLayer('block1-first-conv', '"filters":4', '"filters":65536'),
    ),
    /it has more weights than the file/,
  ],
  [
    'padding that fills the memory',
    withLayer(
      'block1-relu',
      '"ReLU","config":{"max_value":null,',
      '"ZeroPadding2D","config":{"data_format":"channels_last","padding":[[60000,60000],[60000,60000]],',
    ),
    /its network is too large to run/,
  ],
  [
    'a convolution over time that reaches over six million frames',
    withLayer(
      'block1-relu',
      '"ReLU","config":{"max_value":null,',
      '"PhonoscopeTimeDepthwise","config":{"kernel":101,"dilation":60000,',
    ),
    /its network does not load/,
  ],
  [
    'a mask that is stretched over the frames',
    withLayer('block1-add', '"Add"', '"PhonoscopeMaskFrames"'),
    /A mask does not fit the frames/,
  ],
  [
    'a picture that grows without bound',
    withLayer('as-image', '[51,1,8]', '[65536,65536,65536]'),
    /it has more weights than the file/,
  ],
  [
    'a layer of a fraction of a unit',
    withLayer('logits', '"units":2', '"units":1.5'),
    /its network does not load/,
  ],
  [
    'a layer of a negative size',
    withLayer('stem-conv', '"filters":4', '"filters":-4'),
    /its network does not load/,
  ],
  [
    'a stride of 0',
    withLayer('block1-first-conv', '"strides":[2,1]', '"strides":[0,1]'),
    /its network does not load/,
  ],
  [
    'layers that wait for each other',
    withLayer('stem-conv', '"as-image",0,0', '"scores",0,0'),
    /its layer "scores" is used before it is there/,
  ],
  [
    'a layer that waits for itself',
    withLayer('stem-conv', '"as-image",0,0', '"stem-conv",0,0'),
    /its layer "stem-conv" is used before it is there/,
  ],
  [
    'a layer that waits for a second use of another',
    withLayer('stem-conv', '"as-image",0,0', '"as-image",1,0'),
    /a connection of an unknown kind/,
  ],
  [
    'a layer that takes from nobody',
    withLayer('stem-conv', '[[["as-image",0,0,{}]]]', '[]'),
    /its layer "stem-conv" takes nothing in/,
  ],
  [
    'a layer that takes from an unknown one',
    withLayer('stem-conv', '"as-image",0,0', '"__proto__",0,0'),
    /its layer "__proto__" is used before it is there/,
  ],
  [
    'a layer twice',
    withLayer('stem-norm', '"name":"stem-norm"', '"name":"stem-conv"'),
    /its layer "stem-conv" occurs twice/,
  ],
  [
    'a layer with two names',
    withLayer('stem-norm', '"config":{"name":"stem-norm"', '"config":{"name":"other"'),
    /its layer "stem-norm" has two names/,
  ],
  [
    '2,000 layers',
    withText(networkFile, '"layers":[', `"layers":[${manyInputs}`),
    /model.json, modelTopology.config.layers/,
  ],
  [
    'an output that is not there',
    withText(networkFile, '"output_layers":[["scores",0,0]]', '"output_layers":[["nothing",0,0]]'),
    /its layer "nothing" is used before it is there/,
  ],
  [
    'two outputs',
    withText(
      networkFile,
      '"output_layers":[["scores",0,0]]',
      '"output_layers":[["scores",0,0],["logits",0,0]]',
    ),
    /the network does not take 51 frames of 8 bands to 2 scores/,
  ],
  [
    'an unknown activation',
    withLayer('logits', '"activation":"linear"', '"activation":"toString"'),
    /its network does not load/,
  ],
  [
    'scores that are no probabilities',
    withLayer('scores', '"Softmax","config":{"axis":1,', '"ReLU","config":{'),
    /its scores are no probabilities/,
  ],
  [
    'features of another number of frames',
    withText(networkFile, '[null,51,8]', '[null,102,8]'),
    /the network does not take 51 frames of 8 bands/,
  ],
  [
    'features of another number of bands',
    withLayer('features', '[null,51,8]', '[null,8,51]'),
    /the network does not take 51 frames of 8 bands/,
  ],
];
