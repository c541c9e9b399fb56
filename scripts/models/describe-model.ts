import { fingerprint } from '../../src/core/features/fingerprint.ts';
import type { Normalisation } from '../../src/core/features/features.ts';
import type { FrontEnd } from '../../src/core/features/front-end.ts';
import { type ModelMetadata, parseModelMetadata } from '../../src/core/models/metadata.ts';
import { liveDefaults, roleOfLabel } from '../../src/core/training/describe-trained-model.ts';
import type { Figure } from './score-test-set.ts';
import { architecture } from './train-recipe.ts';

type Card = ModelMetadata['card'];
type DataUse = Card['data'][number];

const fsdd: DataUse = {
  name: 'Free Spoken Digit Dataset',
  split: 'official train (takes 5–49; of these, takes 5–9 for validation)',
  licence: 'CC BY-SA 4.0',
  attribution:
    'Free Spoken Digit Dataset (FSDD), Zohar Jackson and contributors, DOI 10.5281/zenodo.1342401, CC BY-SA 4.0',
};
const speechCommands = (split: string): DataUse => ({
  name: 'Speech Commands, a small selection',
  split,
  licence: 'CC BY 4.0',
  attribution:
    'Speech Commands: A Dataset for Limited-Vocabulary Speech Recognition, Pete Warden / Google, arXiv:1804.03209, CC BY 4.0',
});
const others: DataUse[] = [
  {
    name: 'ESC-10 and the background noises of Speech Commands',
    split: 'train (ESC-10 folds 1–2; seconds 0–15)',
    licence: 'CC BY 3.0, some CC0; CC BY 4.0',
    attribution:
      'K. J. Piczak, ESC: Dataset for Environmental Sound Classification; Pete Warden / Google, Speech Commands',
  },
  {
    name: 'LibriSpeech, a few utterances',
    split: '12 readers for "other words"',
    licence: 'CC BY 4.0',
    attribution: 'LibriSpeech (c) 2014 by Vassil Panayotov, CC BY 4.0; read by LibriVox volunteers',
  },
  {
    name: 'Synthetic voices',
    split: 'made by scripts/models/synthetic-voices.ts; other voices than in the sample clips',
    licence: 'made by this project',
    attribution: 'espeak-ng and flite',
  },
];

const texts = {
  digits: {
    summary: 'Hears the English digits zero to nine, and tells them from other words and from silence.',
    data: [
      fsdd,
      speechCommands('digits: train; commands and other words: train, as "other words"'),
      ...others,
    ],
    limits: [
      'FSDD is six men, and the same six are in its test: the figure says how repeated takes of known voices go, not new people.',
      'The Speech Commands test has new speakers but only 101 clips, 7 to 14 a word.',
      'FSDD was recorded at 8 kHz and ends at 4 kHz; quiet, dull recordings are the hardest.',
      'Women, children and strong accents are few in the training data; synthetic voices only partly make up for that.',
      'Running speech holds words that sound like digits (to, for, won): expect false alarms there.',
    ],
    licence: 'CC BY-SA 4.0 (share alike, because of FSDD)',
  },
  commands: {
    summary:
      'Hears yes, no, up, down, left, right, on, off, stop and go, and tells them from other words and from silence.',
    data: [
      speechCommands('commands: train (val for choices and thresholds); digits: train, as "other words"'),
      ...others,
    ],
    limits: [
      'Trained on about 1,900 clips of 123 speakers; accents and children are few.',
      'The clips come from the official test archive of Speech Commands, re-split by speaker: the figures are not comparable with published ones.',
      'Other words are the weakest class: 26 test clips of few words.',
      'Mixed up most on the validation speakers: down and go (6 of 24 mistakes); no other pair more than twice.',
      'Running speech holds these words too (no, on, right, up): expect false alarms there.',
    ],
    licence: 'CC BY 4.0',
  },
} as const satisfies Record<string, { summary: string; data: DataUse[]; limits: string[]; licence: string }>;

export type DescribeOptions = {
  readonly name: 'digits' | 'commands';
  readonly labels: readonly string[];
  readonly frontEnd: FrontEnd;
  readonly normalisation: Normalisation | null;
  readonly thresholds: ReadonlyMap<string, number>;
  readonly figures: readonly (Figure & { data: string; split: string })[];
  readonly seed: number;
  readonly numSteps: number;
};

/** Puts together `phonoscope.json` of a shipped model. */
export function describeModel(options: DescribeOptions): ModelMetadata {
  const { name, labels, frontEnd, normalisation, figures, seed, numSteps } = options;
  const text = texts[name];
  return parseModelMetadata({
    version: 1,
    name,
    labels,
    roles: Object.fromEntries(labels.map((label) => [label, roleOfLabel(label)])),
    frontEnd,
    fingerprint: fingerprint(frontEnd),
    normalisation,
    architecture,
    live: { ...liveDefaults, threshold: Object.fromEntries(options.thresholds) },
    card: {
      ...text,
      figures: figures.map(({ data, split, numClips, accuracy, interval }) => ({
        data,
        split,
        numClips,
        accuracy,
        interval,
      })),
      createdWith: `npx tsx scripts/make-models.ts ${name} (${numSteps} steps of 64 clips, TensorFlow.js 4.22.0 on WASM)`,
      seed,
    },
  });
}

/** Writes the model card for people. */
export function formatCard({ name, card, labels, architecture: built }: ModelMetadata): string {
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
it was scored once, with the weights that are shipped.

## Limits

${card.limits.map((limit) => `- ${limit}`).join('\n')}

## Data it was trained on

${card.data.map((use) => `- **${use.name}**: ${use.split}. ${use.attribution}. Licence: ${use.licence}.`).join('\n')}

No recording is part of the model or of this repository.

## How it was made

- \`${card.createdWith}\`, seed ${card.seed}; the recipe is \`scripts/models/recipe.ts\`.
- Network: \`${JSON.stringify(built)}\`.
- Kernels are stored as float16, everything else as float32.

Licence of the weights: ${card.licence}.
`;
}
