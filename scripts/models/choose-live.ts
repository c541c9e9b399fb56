import { readFileSync } from 'node:fs';
import { decodeWav } from '../../src/core/audio/wav.ts';
import {
  chooseLiveSettings,
  type LiveChoice,
  type ScoredStream,
} from '../../src/core/training/live-settings.ts';
import { cutPieces, readWhole, streamAround } from './live-streams.ts';
import type { Recipe } from './recipe.ts';
import { makeRunningSpeech } from './running-speech.ts';
import type { AudioScorer } from './score-audio.ts';

/** The share of the validation words that live mode should hear. */
const acceptShare = 0.9;
/** The first is the habitual one; another must have fewer false alarms. */
const smoothingSecs = [0.5, 0.3, 0.7];
/** About half an hour. */
const numSpeechPieces = 20;
/** A piece of speech counts as one false alarm at most. */
const pieceSec = 3;

/**
 * Chooses live mode's settings on the validation clips, each in a quiet room, and on running speech of the voices that are
 * for choices.
 */
export async function chooseLive(
  scorer: AudioScorer,
  { validation, labels }: Pick<Recipe, 'validation' | 'labels'>,
  { voicesFolder, seed }: { voicesFolder: string; seed: number },
): Promise<LiveChoice> {
  const { metadata } = scorer.model;
  const streams: ScoredStream[] = [];
  for (const [index, { file, label }] of validation.entries()) {
    const name = labels[label] ?? '';
    const word = metadata.roles.get(name) === 'word' ? name : null;
    const stream = streamAround(readWhole(decodeWav(readFileSync(file))), seed + index);
    streams.push({ word, windows: await scorer.scoreStream(stream) });
  }
  for (const file of makeRunningSpeech(numSpeechPieces, { use: 'val', folder: voicesFolder, seed })) {
    for (const piece of cutPieces(readWhole(decodeWav(readFileSync(file))), pieceSec)) {
      streams.push({ word: null, windows: await scorer.scoreStream(piece) });
    }
  }
  return chooseLiveSettings(streams, metadata, metadata.live, { smoothingSecs, acceptShare });
}
