import { type FrontEnd, type FrontEndInput, parseFrontEnd } from './front-end.ts';

const inputs = {
  /** 25 ms Hann windows every 10 ms, 40 Slaney bands from 20 to 7,600 Hz, dB. */
  'log-mel-16k': {},
  /** librosa's `feature.melspectrogram` and `power_to_db` with their defaults. */
  librosa: {
    sampleRate: 22_050,
    windowSamples: 2048,
    fftSize: 2048,
    hopSamples: 512,
    padMode: 'constant',
    numBands: 128,
    minHz: 0,
    maxHz: 11_025,
    topDb: 80,
  },
  /** torchaudio's `MelSpectrogram` with its defaults; no logarithm. */
  torchaudio: {
    windowSamples: 400,
    fftSize: 400,
    hopSamples: 200,
    numBands: 128,
    minHz: 0,
    maxHz: 8000,
    melScale: 'htk',
    melNorm: 'none',
    log: 'none',
  },
  /**
   * The article's extractor, its slips mended here: the FFT is the next power of two at or above the window (1);
   * time, not bands, is cut and padded (3); bands are resized as Pillow's Lanczos does (4); power 1 and dB of
   * amplitudes belong together (6); the standard deviation is at least 1e-5 (7). The article leaves
   * its numbers to a configuration; these are usual ones.
   */
  article: {
    windowSamples: 400,
    fftSize: 512,
    hopSamples: 160,
    power: 1,
    numBands: 128,
    minHz: 0,
    maxHz: 8000,
    ref: 'max',
    topDb: 80,
    normalise: 'clip',
    maxFrames: 100,
    resizeBands: 64,
  },
  /** What BC-ResNet was published with: 30 ms windows, ln(x + 1e-6). */
  'bc-resnet': { windowSamples: 480, log: 'ln', logOffset: 1e-6 },
  /** Meyda's own `melBands`. */
  meyda: { kind: 'meyda-mel' },
} as const satisfies Record<string, FrontEndInput>;

export type PresetName = keyof typeof inputs;

/** Front ends that have a name. */
export const presetNames: readonly PresetName[] = [
  'log-mel-16k',
  'librosa',
  'torchaudio',
  'article',
  'bc-resnet',
  'meyda',
];

/** The front end of a preset. */
export function preset(name: PresetName): FrontEnd {
  return parseFrontEnd(inputs[name]);
}
