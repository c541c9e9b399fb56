import { join } from 'node:path';
import { LiveDetector } from '../../../src/core/models/live-detector.ts';
import type { ModelMetadata } from '../../../src/core/models/metadata.ts';
import type { WindowScores } from '../../../src/core/training/live-settings.ts';
import { roomNoise, streamAround, streamRateHz } from '../../models/live-streams.ts';
import { cacheFolder, loadMadeModel, seed } from '../../models/made-models.ts';
import { makeSpeechPiece } from '../../models/running-speech.ts';
import { type AudioScorer, openScorer } from '../../models/score-audio.ts';
import { poissonInterval } from './poisson-interval.ts';
import type { ModelFigure, Report } from './report.ts';
import { readClip, readClips, type TestClip } from './test-clips.ts';

const speechSec = 2 * 3600;
const quietSec = 600;

/** Live mode with the thresholds in the model files: words that are heard, and false alarms. */
export const liveFigure: ModelFigure = async (report) => {
  for (const [model, set] of [
    ['commands-train-only', 'gsc-commands'],
    ['commands', 'gsc-commands'],
    ['digits', 'gsc-digits'],
  ] as const) {
    const scorer = await openScorer(await loadMadeModel(model));
    await measureWords(report, scorer, { model, set });
    if (model !== 'commands-train-only') await measureFalseAlarms(report, scorer, model);
    scorer.dispose();
  }
};

/** Each test clip alone in a quiet room. */
async function measureWords(
  report: Report,
  scorer: AudioScorer,
  { model, set }: { model: string; set: string },
): Promise<void> {
  const { metadata } = scorer.model;
  const clips = readClips(set, 'test').filter(({ label }) => metadata.roles.get(label) === 'word');
  const heard: (string | undefined)[] = [];
  for (const [index, { samples }] of clips.entries()) {
    heard.push((await hear(scorer, streamAround(samples, seed + index)))[0]);
  }
  const numAccepted = heard.filter((label) => label !== undefined).length;
  const numRight = clips.filter(({ label }, index) => heard[index] === label).length;
  const numClips = clips.length;
  const data = `live mode, words of ${set}: heard as a word`;
  report.share({ model, data, split: 'test' }, { numRight: numAccepted, numClips });
  if (numAccepted === 0) return;
  report.share(
    { model, data: `${data}, of these the right one`, split: 'test' },
    { numRight, numClips: numAccepted },
  );
}

async function measureFalseAlarms(report: Report, scorer: AudioScorer, model: string): Promise<void> {
  for (const set of ['background-speech', 'noise']) {
    // The room around each recording is not counted as time.
    await countAlarms(report, scorer, { what: `${model}, ${set}/test`, sounds: readClips(set, 'test') });
  }
  await countAlarms(report, scorer, { what: `${model}, synthetic running speech`, sounds: runningSpeech() });
  const numSamples = quietSec * streamRateHz;
  for (const [what, samples] of [
    ['digital silence', new Float32Array(numSamples)],
    ['room noise at −60 dBFS', roomNoise(numSamples, -60, seed)],
  ] as const) {
    const numHeard = (await hear(scorer, samples)).length;
    report.say(`${model}, ${quietSec / 60} min of ${what}: ${numHeard} false, bar 0`, numHeard === 0);
  }
}

/** Two hours by the voices that are for measurement, piece by piece. */
function* runningSpeech(): Generator<TestClip> {
  const folder = join(cacheFolder, 'voices');
  let numSamples = 0;
  for (let piece = 0; numSamples < speechSec * streamRateHz; piece++) {
    const file = makeSpeechPiece(piece, { use: 'test', folder, seed });
    const clip = readClip({ label: '', file });
    numSamples += clip.samples.length;
    yield clip;
  }
}

async function countAlarms(
  report: Report,
  scorer: AudioScorer,
  { what, sounds }: { what: string; sounds: Iterable<TestClip> },
): Promise<void> {
  let numSamples = 0;
  const words = new Map<string, number>();
  for (const { samples } of sounds) {
    numSamples += samples.length;
    for (const word of await hear(scorer, streamAround(samples, seed)))
      words.set(word, (words.get(word) ?? 0) + 1);
  }
  const numHeard = [...words.values()].reduce((sum, count) => sum + count, 0);
  const hours = numSamples / streamRateHz / 3600;
  const [low, high] = poissonInterval(numHeard).map((end) => (end / hours).toFixed(1));
  const which = [...words].map(([word, count]) => `${word} ${count}`).join(', ');
  report.say(
    `${what}: ${numHeard} false in ${(hours * 60).toFixed(1)} min, ${(numHeard / hours).toFixed(1)} an hour ` +
      `(95 %, Poisson: ${low}–${high})${which === '' ? '' : `: ${which}`}`,
  );
}

/** The words that live mode hears in a stream. */
async function hear(scorer: AudioScorer, samples: Float32Array): Promise<string[]> {
  return fire(scorer.model.metadata, await scorer.scoreStream(samples));
}

function fire(metadata: ModelMetadata, windows: readonly WindowScores[]): string[] {
  const detector = new LiveDetector(metadata);
  return windows.flatMap(({ timeSec, scores, isSilent }) => {
    const { fired } = detector.push(timeSec, scores, isSilent);
    return fired === null ? [] : [fired.label];
  });
}
