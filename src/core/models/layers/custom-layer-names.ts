/**
 * The names that our own layers have in `model.json`; a model's metadata lists those that it uses. Apart from the
 * layers, so that whoever reads a model file need not load TensorFlow.js.
 */
export const customLayerNames = [
  'PhonoscopeAttentionPooling',
  'PhonoscopeBandMean',
  'PhonoscopeFrameMask',
  'PhonoscopeLastFrame',
  'PhonoscopeMaskedMean',
  'PhonoscopeMaskFrames',
  'PhonoscopeNorm',
  'PhonoscopeTimeDepthwise',
] as const;
