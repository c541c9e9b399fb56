import { fingerprint } from '../../src/core/features/fingerprint.ts';
import type { Normalisation } from '../../src/core/features/features.ts';
import type { FrontEnd } from '../../src/core/features/front-end.ts';
import type { Architecture } from '../../src/core/models/architecture.ts';
import { type ModelMetadata, parseModelMetadata } from '../../src/core/models/metadata.ts';
import { liveDefaults, roleOfLabel } from '../../src/core/training/describe-trained-model.ts';
import { voicesOf } from './synthetic-voices.ts';
import { commandWords, digitWords, otherWords } from './words.ts';

type Card = ModelMetadata['card'];
type DataUse = Card['data'][number];

const fsdd = (split: string): DataUse => ({
  name: 'Free Spoken Digit Dataset',
  split,
  licence: 'CC BY-SA 4.0',
  attribution:
    'Free Spoken Digit Dataset (FSDD), Zohar Jackson and contributors, DOI 10.5281/zenodo.1342401, CC BY-SA 4.0',
});
const speechCommands = (split: string): DataUse => ({
  name: 'Speech Commands, a small selection',
  split,
  licence: 'CC BY 4.0',
  attribution:
    'Speech Commands: A Dataset for Limited-Vocabulary Speech Recognition, Pete Warden / Google, arXiv:1804.03209, CC BY 4.0',
});
const noises: DataUse = {
  name: 'ESC-10 and the background noises of Speech Commands',
  split: 'train (ESC-10 folds 1–2; seconds 0–15)',
  licence: 'CC BY 3.0, some CC0; CC BY 4.0',
  attribution:
    'K. J. Piczak, ESC: Dataset for Environmental Sound Classification; Pete Warden / Google, Speech Commands',
};
const readers: DataUse = {
  name: 'LibriSpeech, a few utterances',
  split: '12 readers for "other words"',
  licence: 'CC BY 4.0',
  attribution: 'LibriSpeech (c) 2014 by Vassil Panayotov, CC BY 4.0; read by LibriVox volunteers',
};
const voices: DataUse = {
  name: 'Synthetic voices',
  split: `made by scripts/models/synthetic-voices.ts; held out whole: ${voicesOf('val').join(', ')} for choices, ${voicesOf('test').join(', ')} for measurement`,
  licence: 'made by this project',
  attribution: 'espeak-ng and flite',
};

type CardText = {
  readonly summary: string;
  readonly data: readonly DataUse[];
  readonly limits: readonly string[];
  readonly licence: string;
};

const digits: CardText = {
  summary: 'Hears the English digits zero to nine, and tells them from other words and from silence.',
  data: [
    fsdd('official train (takes 5–49)'),
    speechCommands(
      'digits and commands: train, less a sixth of the speakers for choices; commands as "other words"',
    ),
    noises,
    readers,
    voices,
  ],
  limits: [
    'FSDD is six men, and the same six are in its test: that figure says how repeated takes of known voices go. The folds that leave one of them out say how new people go.',
    'The Speech Commands test has new speakers but only 101 clips, 7 to 14 a word.',
    'FSDD was recorded at 8 kHz and ends at 4 kHz; quiet, dull recordings are the hardest.',
    'Women, children and strong accents are few in the training data; synthetic voices only partly make up for that.',
    'Running speech holds words that sound like digits (to, for, won): expect false alarms there.',
  ],
  licence: 'CC BY-SA 4.0 (share alike, because of FSDD)',
};

const commandsLimits = [
  'Accents and children are few among the speakers.',
  'The clips come from the official test archive of Speech Commands, re-split by speaker: the figures are not comparable with published ones.',
  'Other words are the weakest class: 26 test clips of few words.',
  'Running speech holds these words too (no, on, right, up): expect false alarms there.',
];
const commands = (split: string): CardText => ({
  summary:
    'Hears yes, no, up, down, left, right, on, off, stop and go, and tells them from other words and from silence.',
  data: [speechCommands(`commands: ${split}; digits: train, as "other words"`), noises, readers, voices],
  limits: commandsLimits,
  licence: 'CC BY 4.0',
});

const wide: CardText = {
  summary: `Tells ${commandWords.length + digitWords.length + otherWords.length} everyday English words apart; made to start few-shot trainings from.`,
  data: [speechCommands('commands and digits: train, less a sixth of the speakers'), noises, voices],
  limits: [
    'Most of its words it has heard from synthetic voices alone: it is a start for training, no recogniser.',
    'It has no label for other words or for silence.',
  ],
  licence: 'CC BY 4.0',
};

const strings: CardText = {
  summary:
    'Hears the English digits zero to nine in the middle of others, for words that run into each other.',
  data: [
    fsdd('official train (takes 5–49), joined to strings'),
    speechCommands(
      'digits: train, less a sixth of the speakers for choices, joined to strings; commands: train, as "other words"',
    ),
    noises,
    readers,
    voices,
  ],
  limits: [
    'It hears 0.6 s at a time and says what is in the middle: a decoder has to make words of that.',
    'Recorded words it has heard joined and said faster; fluent speech, in which words change each other, from synthetic voices alone.',
    ...digits.limits.slice(0, 1),
    ...digits.limits.slice(3, 4),
  ],
  licence: digits.licence,
};

function textOf(name: string): CardText {
  if (name.startsWith('digits')) return digits;
  if (name === 'wide') return wide;
  if (name === 'strings') return strings;
  return commands(name === 'commands' ? 'train and val' : 'train (val for choices)');
}

export type DescribeOptions = {
  readonly name: string;
  readonly labels: readonly string[];
  readonly frontEnd: FrontEnd;
  readonly architecture: Architecture;
  readonly normalisation: Normalisation | null;
  readonly seed: number;
  readonly numSteps: number;
  /** The model whose encoder it started from. */
  readonly startsFrom: string | null;
};

/** Puts together `phonoscope.json` of a model before anything was measured. */
export function describeModel(options: DescribeOptions): ModelMetadata {
  const { name, labels, frontEnd, architecture, normalisation, seed, numSteps, startsFrom } = options;
  const start = startsFrom === null ? '' : ` from the encoder of ${startsFrom}`;
  return parseModelMetadata({
    version: 1,
    name,
    labels,
    roles: Object.fromEntries(labels.map((label) => [label, roleOfLabel(label)])),
    frontEnd,
    fingerprint: fingerprint(frontEnd),
    normalisation,
    architecture,
    live: { ...liveDefaults, threshold: {} },
    card: {
      ...textOf(name),
      figures: [],
      createdWith: `npm run models -- ${name} (${numSteps} steps of 64 clips${start}, TensorFlow.js 4.22.0 on WASM)`,
      seed,
    },
  });
}

/** Writes the model card for people. */
export function formatCard({ name, card, labels, live, architecture: built }: ModelMetadata): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const rows = card.figures.map(
    ({ data, split, numClips, accuracy, interval: [low, high] }) =>
      `| ${data} | ${split} | ${numClips} | ${percent(accuracy)} | ${percent(low)} – ${percent(high)} |`,
  );
  return `# Model card: ${name}

${card.summary}

Labels, in the order of the scores: ${labels.map((label) => `\`${label}\``).join(', ')}.

## How well it does

| Data | Split | Clips | Right | 95 % interval (Wilson) |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

A clip counts as right when its label has the highest score among all labels. Nothing was chosen on a test split;
the figures (\`npm run figures -- models\`) are of the weights as they are stored. Kinds of voices go by the pitch that is measured in a clip.
${formatLive(live)}
## Limits

${card.limits.map((limit) => `- ${limit}`).join('\n')}

## Data it was trained on

${card.data.map((use) => `- **${use.name}**: ${use.split}. ${use.attribution}. Licence: ${use.licence}.`).join('\n')}

No recording is part of the model or of this repository.

## How it was made

- \`${card.createdWith}\`, seed ${card.seed}; the recipes are in \`scripts/models\`.
- Network: \`${JSON.stringify(built)}\`.

Licence of the weights: ${card.licence}.
`;
}

/** In live mode a word counts as heard from a threshold of its own. */
function formatLive({ threshold, smoothingSec }: ModelMetadata['live']): string {
  if (threshold.size === 0) return '';
  const words = [...threshold].map(([word, value]) => `${word} ${value}`).join(', ');
  return `
## Live mode

Scores are averaged over ${smoothingSec} s. A word is heard when its mean is the highest of all labels and reaches
its threshold: ${words}.
`;
}
