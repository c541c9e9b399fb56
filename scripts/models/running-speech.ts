import { createRandom, type Random } from '../../src/core/training/random.ts';
import { speak, type VoiceUse } from './synthetic-voices.ts';

/**
 * Words of the sentences: neither a word of a shipped model nor a homophone of one, so that whatever fires is false.
 * Every second one is for choices, the others for measurement.
 */
const nouns =
  `animal answer artist autumn basket bicycle blanket branch breakfast building butter button cabin captain carpet
castle ceiling century chapter circle coin company corner country cottage curtain desert diamond driver editor envelope
factory family feather fence festival forehead fountain furniture gallery ghost giant glove harbour helmet highway history
idea insect journey judge jungle lake language lawyer library luggage magazine map meadow medicine member message minute
museum nation neighbour nephew newspaper nurse palace parent passenger path pepper photograph plant poem police
president prison professor pumpkin purse railway recipe restaurant ribbon roof sailor season secretary sentence servant
shelf shoulder soldier statue stomach storm student suitcase surprise sweater telephone theatre ticket tower traffic
treasure tunnel valley vegetable visitor wedding whistle wizard writer`.split(/\s+/);
const verbs =
  `admired borrowed carried chased cleaned collected counted covered described discovered enjoyed expected finished
followed forgot heard hid ignored invited kept lost loved mentioned missed moved noticed offered painted passed planned
praised promised pushed reached remembered repaired saved served shared showed studied touched visited wanted washed
watched welcomed`.split(/\s+/);
const adjectives =
  `ancient angry beautiful bitter brave careful cheap clever common curious dangerous distant empty expensive famous
foreign friendly gentle heavy honest hungry lazy lonely modern narrow nervous ordinary patient polite proud quiet rough
secret serious simple strange tall tiny tired useful wide wooden young`.split(/\s+/);
const links = ['and then', 'because', 'while', 'although', 'before', 'after'];

const sentencesPerPiece = 24;

type Speech = { readonly use: VoiceUse; readonly folder: string; readonly seed: number };

/**
 * Makes running speech: sentences that mean little, each piece of 24 (one to two minutes) in another voice.
 *
 * @returns a WAV file, the same for the same piece, use and seed.
 */
export function makeSpeechPiece(piece: number, { use, folder, seed }: Speech): string {
  const random = createRandom(seed, piece, use === 'test' ? 1 : 0);
  const text = Array.from({ length: sentencesPerPiece }, () => sentence(use, random)).join(' ');
  const [file = ''] = speak(text, { use, numVoices: 1, folder, seed: seed + piece, firstVoice: piece });
  return file;
}

/** The first pieces. */
export function makeRunningSpeech(numPieces: number, speech: Speech): string[] {
  return Array.from({ length: numPieces }, (_, piece) => makeSpeechPiece(piece, speech));
}

function sentence(use: VoiceUse, random: Random): string {
  const pick = (words: readonly string[]) => {
    const own = words.filter((_, index) => index % 2 === (use === 'test' ? 1 : 0));
    return own[random.integer(own.length)] ?? '';
  };
  const thing = () =>
    `${pick(['the', 'her', 'a', 'his'])} ${random.chance(0.5) ? `${pick(adjectives)} ` : ''}${pick(nouns)}`;
  const clause = () => `${thing()} ${pick(verbs)} ${thing()}`;
  return random.chance(0.5) ? `${clause()}.` : `${clause()} ${pick(links)} ${clause()}.`;
}
