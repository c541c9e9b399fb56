/**
 * Makes the sample clips that the page ships: `npm run samples`. Needs espeak-ng, flite and sox
 * (Debian packages of these names). The same versions give the same bytes.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const samplesDir = join(import.meta.dirname, '..', 'public', 'samples');
const sampleRateHz = 16000;
const targetDbfs = -23;
const maxDurationSec = 1.2;
/** Quieter than this, measured in blocks of 5 ms, counts as silence at the ends of a clip. */
const silenceDbfs = -50;
const blockSamples = sampleRateHz / 200;
const marginBlocks = 12;
/** The many other words are only learnt from: less around them. */
const otherMarginBlocks = 6;

interface Voice {
  readonly name: string;
  readonly file: string;
  readonly speak: (word: string) => Buffer;
}

const espeak = (voice: string): Voice => ({
  name: `espeak-ng ${voice}`,
  file: `espeak-${voice.replace('+', '-')}`,
  speak: (word) => execFileSync('espeak-ng', ['-v', voice, '-s', '150', '--stdout', word]),
});

/** Flite opens its output by name, which a pipe of Node has not: it gets a file. */
const fliteOutput = join(mkdtempSync(join(tmpdir(), 'samples-')), 'flite.wav');

const flite = (voice: string): Voice => ({
  name: `flite ${voice}`,
  file: `flite-${voice}`,
  speak: (word) => {
    execFileSync('flite', ['-voice', voice, '-t', word, '-o', fliteOutput]);
    return readFileSync(fliteOutput);
  },
});

const scotland = espeak('en-gb-scotland+f2');
const usMan = espeak('en-us+m3');
const british = espeak('en-gb+f4');
const usWoman = espeak('en-us+f1');
const slt = flite('slt');
const rms = flite('rms');
const voices = [scotland, usMan, british, usWoman, slt, rms];

const digits = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** What a taught model learns as other words, each said by one of the voices. */
const otherWords =
  `apple baby bicycle bread camera candle chocolate circle coffee computer dinner doctor elephant family
finger flower garden guitar happy hospital island jacket kitchen lemon library machine market minute monday morning
mountain music number orange paper pencil people picture pocket question rabbit river school shoulder silver summer
table teacher thank tiger tomorrow travel umbrella water window winter yellow`.split(/\s+/);

/** Several words in one breath, for the Sequence panel. */
const strings: readonly (readonly [string, 'digits', Voice])[] = [
  ['seven three five', 'digits', slt],
  ['four zero two nine', 'digits', usMan],
  ['five five zero one nine', 'digits', scotland],
];

/** The chips of the Classify panel: word, model, voice. */
const chips: readonly (readonly [string, 'digits' | 'commands', Voice])[] = [
  ['seven', 'digits', slt],
  ['three', 'digits', usMan],
  ['zero', 'digits', rms],
  ['five', 'digits', british],
  ['nine', 'digits', scotland],
  ['two', 'digits', usWoman],
  ['yes', 'commands', slt],
  ['stop', 'commands', rms],
  ['left', 'commands', usMan],
  ['go', 'commands', british],
  ['up', 'commands', usWoman],
  ['right', 'commands', scotland],
];

/** Brings any WAV to mono 16 kHz samples in −1..1, without dither so that every run gives the same numbers. */
function toSamples(wav: Buffer): Float64Array {
  const args = ['-D', '-V1', '-t', 'wav', '-', '-t', 's16', '-r', String(sampleRateHz), '-c', '1', '-'];
  const raw = execFileSync('sox', args, { input: wav, stdio: ['pipe', 'pipe', 'ignore'] });
  return Float64Array.from({ length: raw.length / 2 }, (_, index) => raw.readInt16LE(2 * index) / 32768);
}

const rmsOf = (samples: Float64Array): number =>
  Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);

/** Cuts silence off both ends and leaves a margin, so that soft consonants stay. */
function trim(samples: Float64Array, margin: number): Float64Array {
  const limit = 10 ** (silenceDbfs / 20);
  const numBlocks = Math.ceil(samples.length / blockSamples);
  const isLoud = Array.from(
    { length: numBlocks },
    (_, block) => rmsOf(samples.subarray(block * blockSamples, (block + 1) * blockSamples)) > limit,
  );
  const first = Math.max(0, isLoud.indexOf(true) - margin);
  const last = Math.min(numBlocks, isLoud.lastIndexOf(true) + 1 + margin);
  return samples.slice(first * blockSamples, last * blockSamples);
}

/** A RIFF file of 16-bit samples. Written here so that these files never change with the project's own code. */
function toWav(samples: Float64Array): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + 2 * samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRateHz, 24);
  header.writeUInt32LE(2 * sampleRateHz, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(2 * samples.length, 40);
  const body = Buffer.alloc(2 * samples.length);
  samples.forEach((value, index) => body.writeInt16LE(Math.round(value * 32767), 2 * index));
  return Buffer.concat([header, body]);
}

/** The same in µ-law, a byte a sample: what a first visit transfers counts. */
function toMuLawWav(samples: Float64Array): Buffer {
  const args = ['-D', '-V1', '-t', 'wav', '-', '-t', 'wav', '-e', 'u-law', '-'];
  return execFileSync('sox', args, { input: toWav(samples), stdio: ['pipe', 'pipe', 'ignore'] });
}

function speakAtLevel(word: string, voice: Voice, margin = marginBlocks): Float64Array {
  const trimmed = trim(toSamples(voice.speak(word)), margin);
  const gain = 10 ** (targetDbfs / 20) / rmsOf(trimmed);
  return trimmed.map((value) => value * gain);
}

/** All other words in one file, and a list that says where each is. */
function writeOtherWords(): number {
  const clips = otherWords.map((word, index) =>
    speakAtLevel(word, voices[index % voices.length] ?? slt, otherMarginBlocks),
  );
  const all = new Float64Array(clips.reduce((sum, clip) => sum + clip.length, 0));
  let start = 0;
  const rows = clips.map((clip, index) => {
    all.set(clip, start);
    const row = { word: otherWords[index] ?? '', startSample: start, numSamples: clip.length };
    start += clip.length;
    return row;
  });
  const wav = toMuLawWav(all);
  writeFileSync(join(samplesDir, 'other-words.wav'), wav);
  writeList('other-words.json', rows);
  return wav.length;
}

/** Strings as they come out of the synthesiser, with a moment of quiet at both ends. */
function writeStrings(): number {
  let numBytes = 0;
  const quiet = new Float64Array(sampleRateHz / 5);
  const rows = strings.map(([text, model, voice], index) => {
    const spoken = speakAtLevel(text, voice);
    const file = `string-${index + 1}.wav`;
    const wav = toMuLawWav(Float64Array.from([...quiet, ...spoken, ...quiet]));
    writeFileSync(join(samplesDir, file), wav);
    numBytes += wav.length;
    return { file, words: text.split(' '), model, voice: voice.name };
  });
  writeList('strings.json', rows);
  return numBytes;
}

function writeClip(path: string, word: string, voice: Voice): number {
  const levelled = speakAtLevel(word, voice);
  const peak = levelled.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const durationSec = levelled.length / sampleRateHz;
  if (peak >= 1 || durationSec > maxDurationSec) {
    throw new Error(`${path}: peak ${peak.toFixed(2)}, ${durationSec.toFixed(2)} s`);
  }
  const file = join(samplesDir, path);
  mkdirSync(dirname(file), { recursive: true });
  const wav = toMuLawWav(levelled);
  writeFileSync(file, wav);
  return wav.length;
}

function writeList(path: string, rows: readonly object[]): void {
  const lines = rows.map((row) => `  ${JSON.stringify(row)}`);
  writeFileSync(join(samplesDir, path), `[\n${lines.join(',\n')}\n]\n`);
}

rmSync(samplesDir, { recursive: true, force: true });
let numBytes = 0;
const words = chips.map(([word, model, voice]) => {
  const file = `${word}.wav`;
  numBytes += writeClip(file, word, voice);
  return { file, word, model, voice: voice.name };
});
const folder = digits.flatMap((label) =>
  voices.map((voice) => {
    const path = `${label}/${voice.file}.wav`;
    numBytes += writeClip(`digits/${path}`, label, voice);
    return { path, label };
  }),
);
numBytes += writeOtherWords();
numBytes += writeStrings();
writeList('index.json', words);
writeList('digits/index.json', folder);
rmSync(dirname(fliteOutput), { recursive: true });
console.log(`${words.length + folder.length} clips, ${(numBytes / 1e6).toFixed(2)} MB`);
