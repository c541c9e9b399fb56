import type { Audio } from '../core/audio/audio.ts';
import { type PreparedClip, prepareClip } from '../core/audio/prepare-clip.ts';
import { createFeatureExtractor } from '../core/features/extract-features.ts';
import { fingerprint } from '../core/features/fingerprint.ts';
import { type FrontEnd, type MelFrontEnd, parseFrontEnd, requireMel } from '../core/features/front-end.ts';
import { preset } from '../core/features/presets.ts';
import { findWords } from '../core/language/decoder/decode-sound.ts';
import type { Engine } from '../core/features/spectrum.ts';
import { createBatchHandlers } from './batch-handlers.ts';
import { cutTake } from './cut-take.ts';
import { createExplainCache } from './explain-cache.ts';
import type { Handlers } from './expose-worker.ts';
import { extractMany, type ExtractKit } from './extract-many.ts';
import { throwIfAborted } from './plain-error.ts';
import { readClipSource } from './read-clip-source.ts';
import { createSpeechCache } from './speech-cache.ts';
import type { AnalysedClip, ClipFacts, OpenedSource, FeaturesApi, FrontEndChoice } from './protocol.ts';

/** A screen has no more columns to show. */
const maxDrawnFrames = 3000;

/**
 * The functions behind the features worker.
 *
 * @param now a clock in milliseconds, for the timings that the page shows.
 */
export function createFeaturesHandlers(now: () => number): Handlers<FeaturesApi> {
  const kitFor = createKitCache();
  const explain = createExplainCache();
  const speech = createSpeechCache();
  return {
    analyse: async ({ choice, source }, { signal, transfer }) => {
      const { frontEnd, fingerprint, extract } = kitFor(choice);
      const startMs = now();
      const { audio, prepared } = await readClip(source, frontEnd);
      throwIfAborted(signal);
      const decodedMs = now();
      const features = extract(prepared.samples);
      const endMs = now();
      const drawn = frontEndToDraw(frontEnd, prepared.whole.length);
      const spectrogram = kitFor({ frontEnd: drawn, normalisation: null }).extract(prepared.whole);
      const { whole, samples } = prepared;
      transfer(whole.buffer, samples.buffer, features.values.buffer, spectrogram.values.buffer);
      const timings = { decodeMs: decodedMs - startMs, featuresMs: endMs - decodedMs };
      const chosen = choice ?? defaultChoice();
      const described = describe(audio, prepared, drawn);
      return { ...described, choice: chosen, features, spectrogram, fingerprint, ...timings };
    },
    extract: async ({ choice, source }, { transfer }) => {
      const { frontEnd, fingerprint, extract } = kitFor(choice);
      const startMs = now();
      const { prepared } = await readClip(source, frontEnd);
      const decodedMs = now();
      const features = extract(prepared.samples);
      transfer(features.values.buffer);
      const timings = { decodeMs: decodedMs - startMs, featuresMs: now() - decodedMs };
      return { features, fingerprint, frontEnd, isSilent: prepared.isSilent, ...timings };
    },
    extractMany: (argument, context) => extractMany(argument, kitFor(argument.choice, 'batch'), context),
    openSpeech: async ({ choice, source, kind, key }) =>
      speech.open(key, await readClipSource(source), choice.frontEnd, kind),
    openWords: async ({ key, wordsKey, rows, timing, labelSet }) =>
      speech.openWords({ key, wordsKey }, findWords({ rows, timing }, labelSet)),
    extractWindows: async ({ choice, key, first, count }, { transfer }) => {
      const { frontEnd, fingerprint, extract } = kitFor(choice, 'batch');
      const windows = speech.extract(key, first, count, frontEnd, extract);
      if (windows === null) return null;
      transfer(windows.values.buffer);
      return { ...windows, fingerprint, frontEnd };
    },
    cutTake: ({ source }) => cutTake(source),
    explain: async (request) => explain(request),
    ...createBatchHandlers(),
  };
}

async function readClip(
  source: OpenedSource,
  frontEnd: FrontEnd,
): Promise<{ audio: Audio; prepared: PreparedClip }> {
  const audio = await readClipSource(source);
  return { audio, prepared: prepareClip(audio, frontEnd) };
}

function describe(
  { sampleRateHz, channels, notes }: Audio,
  { whole, samples, startSample, rmsDbfs, peakDbfs, isSilent }: PreparedClip,
  drawn: MelFrontEnd,
): Omit<AnalysedClip, 'choice' | 'features' | 'spectrogram' | 'decodeMs' | 'featuresMs'> {
  const durationSec = (channels[0]?.length ?? 0) / sampleRateHz;
  const facts: ClipFacts = {
    sampleRateHz,
    numChannels: channels.length,
    durationSec,
    rmsDbfs,
    peakDbfs,
    isSilent,
    notes,
  };
  return {
    facts,
    sampleRateHz: drawn.sampleRate,
    samples: whole,
    heard: samples,
    window: {
      startSec: startSample / drawn.sampleRate,
      endSec: (startSample + samples.length) / drawn.sampleRate,
    },
    hopSec: drawn.hopSamples / drawn.sampleRate,
    minHz: drawn.minHz,
    maxHz: drawn.maxHz,
    melScale: drawn.melScale,
  };
}

/**
 * What the spectrogram shows: the model's mel bands, or those of `log-mel-16k` up to the Nyquist frequency where the
 * model has others; in dB, unnormalised, of the whole clip; frames are further apart where there would be too many.
 */
function frontEndToDraw(frontEnd: FrontEnd, numSamples: number): MelFrontEnd {
  const { sampleRate, hopSamples } = frontEnd;
  const bands = frontEnd.kind === 'mel' || frontEnd.kind === 'mfcc' ? frontEnd : null;
  const { windowSamples, fftSize } = bands ?? requireMel(preset('log-mel-16k'));
  return requireMel(
    parseFrontEnd({
      sampleRate,
      windowSamples,
      fftSize,
      hopSamples: Math.max(hopSamples, Math.ceil(numSamples / maxDrawnFrames)),
      numBands: bands?.numBands ?? 64,
      minHz: bands?.minHz ?? 20,
      maxHz: bands?.maxHz ?? sampleRate / 2,
      melScale: bands?.melScale ?? 'slaney',
    }),
  );
}

function defaultChoice(): FrontEndChoice {
  return { frontEnd: preset('log-mel-16k'), normalisation: null };
}

/**
 * Keeps the last few front ends ready; there are three for each model, and one more for each very long clip. Single
 * clips and the microphone use the Meyda engine, folders the batch engine.
 */
function createKitCache(maxKits = 8): (choice: FrontEndChoice | null, engine?: Engine) => ExtractKit {
  const kits = new Map<string, ExtractKit>();
  return (choice, engine = 'meyda') => {
    const { frontEnd, normalisation } = choice ?? defaultChoice();
    const key = JSON.stringify([engine, frontEnd, normalisation]);
    const kit = kits.get(key) ?? {
      frontEnd,
      fingerprint: fingerprint(frontEnd),
      extract: createFeatureExtractor(frontEnd, normalisation, engine),
    };
    kits.delete(key);
    kits.set(key, kit);
    const [oldest] = kits.keys();
    if (kits.size > maxKits && oldest !== undefined) kits.delete(oldest);
    return kit;
  };
}
