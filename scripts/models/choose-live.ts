import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeWav } from '../../src/core/audio/wav.ts';
import {
  chooseLiveSettings,
  type LiveChoice,
  type ScoredStream,
} from '../../src/core/training/live-settings.ts';
import { fsddSpeakers } from './digits-recipe.ts';
import { cutPieces, readWhole, streamAround } from './live-streams.ts';
import { cacheFolder, dataFolder, loadMadeModel, seed } from './made-models.ts';
import type { Recipe } from './recipe.ts';
import { makeRunningSpeech } from './running-speech.ts';
import { type AudioScorer, openScorer } from './score-audio.ts';
import { type LabelledFile, labelledFiles, speakerOf } from './sources.ts';

/** The share of the validation words that live mode should hear. */
const acceptShare = 0.9;
/** The first is the habitual one; another must have fewer false alarms. */
const smoothingSecs = [0.5, 0.3, 0.7];
/** About half an hour. */
const numSpeechPieces = 20;
/** A piece of speech counts as one false alarm at most. */
const pieceSec = 3;
/** Of each FSDD speaker so many takes of a digit, from 9 on. */
const everyTake = 9;

/**
 * Chooses live mode's settings on the validation clips, each in a quiet room, and on running speech of the voices that are
 * for choices.
 *
 * @param more further streams, scored by networks of the same recipe.
 */
export async function chooseLive(
  scorer: AudioScorer,
  { validation, labels }: Pick<Recipe, 'validation' | 'labels'>,
  more: readonly ScoredStream[] = [],
): Promise<LiveChoice> {
  const { metadata } = scorer.model;
  const files = validation.map(({ file, label }) => ({ file, label: labels[label] ?? '' }));
  const streams = [...more, ...(await scoreClips(scorer, files))];
  const speech = { use: 'val', folder: join(cacheFolder, 'voices'), seed } as const;
  for (const file of makeRunningSpeech(numSpeechPieces, speech)) {
    for (const piece of cutPieces(readWhole(decodeWav(readFileSync(file))), pieceSec)) {
      streams.push({ word: null, windows: await scorer.scoreStream(piece) });
    }
  }
  return chooseLiveSettings(streams, metadata, metadata.live, { smoothingSecs, acceptShare });
}

/**
 * FSDD's speakers as somebody new: each scored by the fold that has never heard him. The digits' own validation has few
 * people in it.
 */
export async function scoreFoldStreams(): Promise<ScoredStream[]> {
  const takes = labelledFiles(join(dataFolder(), 'fsdd', 'train')).filter(
    ({ file }) => Number(/_(\d+)\.wav$/.exec(file)?.[1]) % everyTake === 0,
  );
  const streams: ScoredStream[] = [];
  for (const speaker of fsddSpeakers) {
    const scorer = await openScorer(await loadMadeModel(`digits-without-${speaker}`));
    streams.push(
      ...(await scoreClips(
        scorer,
        takes.filter((take) => speakerOf(take) === speaker),
      )),
    );
    scorer.dispose();
  }
  return streams;
}

/** Each clip alone in a quiet room. */
async function scoreClips(scorer: AudioScorer, clips: readonly LabelledFile[]): Promise<ScoredStream[]> {
  const { roles } = scorer.model.metadata;
  const streams: ScoredStream[] = [];
  for (const [index, { file, label }] of clips.entries()) {
    const stream = streamAround(readWhole(decodeWav(readFileSync(file))), seed + index);
    const word = roles.get(label) === 'word' ? label : null;
    streams.push({ word, windows: await scorer.scoreStream(stream) });
  }
  return streams;
}
