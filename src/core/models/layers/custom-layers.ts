import * as tf from '@tensorflow/tfjs-core';
import { FrameMask, MaskFrames } from './frame-mask.ts';
import { AttentionPooling, BandMean, LastFrame, MaskedMean } from './frame-pooling.ts';
import { Norm } from './norm.ts';
import { TimeDepthwise } from './time-depthwise.ts';

const classes = [
  AttentionPooling,
  BandMean,
  FrameMask,
  LastFrame,
  MaskedMean,
  MaskFrames,
  Norm,
  TimeDepthwise,
] as const;

/** Makes our own layers known to TensorFlow.js, so that it can load networks that use them. */
export function registerCustomLayers(): void {
  for (const layer of classes) tf.serialization.registerClass(layer);
}
