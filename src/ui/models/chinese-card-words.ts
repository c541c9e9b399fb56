type Pair = readonly [english: string, chinese: string];

const measuredOn: readonly Pair[] = [
  ['FSDD, official test takes of known speakers', 'FSDD 官方测试录音（说话人已知）'],
  ['Speech Commands digits, new speakers', 'Speech Commands 数字，新说话人'],
  ['Speech Commands words, new speakers', 'Speech Commands 单词，新说话人'],
];
const conditions: readonly Pair[] = [
  ['', ''],
  [', low voices (below 165 Hz)', '，低嗓音（165 Hz 以下）'],
  [', higher voices (165 to 255 Hz)', '，较高嗓音（165 至 255 Hz）'],
  [', high voices (255 Hz and above)', '，高嗓音（255 Hz 以上）'],
  [', in four measured rooms', '，四个实测房间'],
  [', with noise at 10 dB', '，加噪声（10 dB）'],
  [', with noise at 0 dB', '，加噪声（0 dB）'],
];
const folds = ['george', 'jackson', 'lucas', 'nicolas', 'theo', 'yweweler'].map((speaker): Pair => [
  `FSDD, ${speaker}, by a model of the same recipe without him`,
  `FSDD 的 ${speaker}，由同样方法、没听过他的模型识别`,
]);
const live = (['gsc-digits', 'gsc-commands'] as const).flatMap((set): Pair[] => {
  const words = set === 'gsc-digits' ? '数字' : '口令';
  return [
    [`live mode, words of ${set}: heard as a word`, `实时模式，${words}：听成某个词`],
    [`live mode, words of ${set}: heard as a word, of these the right one`, `实时模式，${words}：其中听对的`],
  ];
});

const sentences: readonly Pair[] = [
  ['test', '测试'],
  ['validation', '验证'],
  ['fold', '留一人'],
  ['held-out Speech Commands speakers and synthetic voices', '留出的 Speech Commands 说话人和合成声音'],
  ['Speech Commands words, val speakers', 'Speech Commands 单词，验证说话人'],
  ['12 synthetic voices that were held out whole', '完全留出的 12 种合成声音'],
  [
    '6 wake words from 5 takes each, frozen, mean of 10 draws',
    '6 个唤醒词，每词 5 条录音，只学最后一层，10 次抽取的平均',
  ],
  [
    '6 wake words from 5 takes each, fine-tuned, mean of 10 draws',
    '6 个唤醒词，每词 5 条录音，整个网络微调，10 次抽取的平均',
  ],

  [
    'Hears the English digits zero to nine, and tells them from other words and from silence.',
    '听英语数字 zero 到 nine，并把它们与其他词和静音区分开。',
  ],
  [
    'Hears yes, no, up, down, left, right, on, off, stop and go, and tells them from other words and from silence.',
    '听 yes、no、up、down、left、right、on、off、stop、go，并把它们与其他词和静音区分开。',
  ],
  [
    'Tells 288 everyday English words apart; made to start few-shot trainings from.',
    '区分 288 个日常英语单词；用作少样本训练的起点。',
  ],

  [
    'FSDD is six men, and the same six are in its test: that figure says how repeated takes of known voices go. The folds that leave one of them out say how new people go.',
    'FSDD 只有六位男性，测试集里也是这六人：那个数字说明熟悉的声音重复录音时的表现；每次留出一人的结果才说明新人的表现。',
  ],
  [
    'The Speech Commands test has new speakers but only 101 clips, 7 to 14 a word.',
    'Speech Commands 测试集是新说话人，但只有 101 个片段，每词 7 到 14 个。',
  ],
  [
    'FSDD was recorded at 8 kHz and ends at 4 kHz; quiet, dull recordings are the hardest.',
    'FSDD 以 8 kHz 录制，频率只到 4 kHz；音量小、声音闷的录音最难。',
  ],
  [
    'Women, children and strong accents are few in the training data; synthetic voices only partly make up for that.',
    '训练数据里女性、儿童和口音重的人很少，合成声音只能部分弥补。',
  ],
  [
    'Running speech holds words that sound like digits (to, for, won): expect false alarms there.',
    '连续说话里有听起来像数字的词（to、for、won），会有误报。',
  ],
  ['Accents and children are few among the speakers.', '说话人里带口音的人和儿童很少。'],
  [
    'The clips come from the official test archive of Speech Commands, re-split by speaker: the figures are not comparable with published ones.',
    '片段来自 Speech Commands 官方测试包，按说话人重新划分：这些数字不能与公开发表的结果相比。',
  ],
  [
    'Other words are the weakest class: 26 test clips of few words.',
    '“其他词”是最弱的一类：测试片段只有 26 个，词也很少。',
  ],
  [
    'Running speech holds these words too (no, on, right, up): expect false alarms there.',
    '连续说话里也会出现这些词（no、on、right、up），会有误报。',
  ],
  [
    'Most of its words it has heard from synthetic voices alone: it is a start for training, no recogniser.',
    '大多数词它只听过合成声音：它是训练的起点，不是识别器。',
  ],
  ['It has no label for other words or for silence.', '它没有“其他词”和“静音”标签。'],
  [
    'Hears the English digits zero to nine in the middle of others, for words that run into each other.',
    '在前后都有数字时听中间的英语数字 zero 到 nine，用于连着说的词。',
  ],
  [
    'It hears 0.6 s at a time and says what is in the middle: a decoder has to make words of that.',
    '它每次听 0.6 秒，说出中间是什么；要由解码器拼成词。',
  ],
  [
    'Recorded words it has heard joined and said faster; fluent speech, in which words change each other, from synthetic voices alone.',
    '真人录音它只听过拼接并加快的单词；流利说话时相邻的词会互相改变发音，这种它只听过合成声音。',
  ],
  [
    'strings of held-out Speech Commands speakers and synthetic voices',
    '留出的 Speech Commands 说话人和合成声音的数字串',
  ],
  ['strings of one to seven digits, FSDD, all right', '一到七位数字串，FSDD，整串听对'],
  ['strings of one to seven digits, Speech Commands, all right', '一到七位数字串，Speech Commands，整串听对'],
  ['official train (takes 5–49), joined to strings', '官方训练部分（第 5–49 条），拼接成串'],
  [
    'digits: train, less a sixth of the speakers for choices, joined to strings; commands: train, as "other words"',
    '数字：训练部分，留出六分之一说话人用于选择，拼接成串；口令：训练部分，当作“其他词”',
  ],

  ['Free Spoken Digit Dataset', 'Free Spoken Digit Dataset（FSDD）'],
  ['official train (takes 5–49)', '官方训练部分（第 5–49 条）'],
  ['Speech Commands, a small selection', 'Speech Commands（少量选取）'],
  [
    'digits and commands: train, less a sixth of the speakers for choices; commands as "other words"',
    '数字和口令：训练部分，留出六分之一说话人用于选择；口令当作“其他词”',
  ],
  [
    'commands: train and val; digits: train, as "other words"',
    '口令：训练和验证部分；数字：训练部分，当作“其他词”',
  ],
  ['commands and digits: train, less a sixth of the speakers', '口令和数字：训练部分，留出六分之一说话人'],
  ['ESC-10 and the background noises of Speech Commands', 'ESC-10 和 Speech Commands 的背景噪声'],
  ['train (ESC-10 folds 1–2; seconds 0–15)', '训练部分（ESC-10 第 1–2 折；第 0–15 秒）'],
  ['LibriSpeech, a few utterances', 'LibriSpeech 的少量语句'],
  ['12 readers for "other words"', '12 位朗读者，当作“其他词”'],
  ['Synthetic voices', '合成声音'],
  ['CC BY-SA 4.0 (share alike, because of FSDD)', 'CC BY-SA 4.0（因 FSDD 须以相同方式共享）'],
];

/** The sentences of the shipped models' cards, in Chinese. A test holds it against the cards. */
export const chineseCardWords: ReadonlyMap<string, string> = new Map([
  ...measuredOn.flatMap(([data, zh]) =>
    conditions.map(([condition, also]): Pair => [data + condition, zh + also]),
  ),
  ...folds,
  ...live,
  ...sentences,
]);
