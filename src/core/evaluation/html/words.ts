import type { Condition } from '../../augmentation/conditions/condition.ts';
import type { MetricName } from '../run-figures.ts';
import { chineseCondition, englishCondition } from './condition-words.ts';
import { count, countOf, decimals } from './numbers.ts';

/** Languages in which a report can be written. */
export type ReportLanguage = 'en' | 'zh';

/** All that a report says by itself. Arguments that come from the run are ready-made HTML. */
export type ReportWords = typeof english;

export function reportWords(language: ReportLanguage): ReportWords {
  return language === 'zh' ? chinese : english;
}

const clips = (value: number) => countOf(value, 'clip', 'clips');
/** For sentences that go to terminals as well. */
const plain = (value: number, noun: string) => `${value} ${value === 1 ? noun : `${noun}s`}`;

const english = {
  tag: 'en',
  contents: 'Contents',
  evaluation: 'Evaluation',
  colon: ': ',
  evaluationOf: (split: string) => `${split} set evaluation`,
  /** What a list names. */
  clip: 'Clip',
  clips: 'Clips',
  label: 'Label',
  actual: 'Actual',
  predicted: 'Predicted',
  accuracy: 'Accuracy',
  score: 'Score',
  precision: 'Precision',
  recall: 'Recall',
  separator: ', ',
  sentenceSpace: ' ',
  semicolon: '; ',
  firstOf: (shown: number, total: number) => ` (the first ${shown} of ${count(total)})`,
  firstOfSentence: (shown: number, total: number) => ` The first ${shown} of ${count(total)}.`,
  summary: {
    noClip: 'No clip was evaluated.',
    right: (numRight: number, numClips: number, interval: string) =>
      `Accuracy: ${count(numRight)} of ${clips(numClips)} ${numRight === 1 ? 'is' : 'are'} right${interval}.`,
    interval: (range: string) => `; 95 % interval ${range}`,
    model: (model: string, backend: string) => `Model ${model}${backend === '' ? '' : ` on ${backend}`}`,
    data: (names: string) => `data ${names}`,
    labels: (value: number) => countOf(value, 'label', 'labels'),
    speed: (seconds: number, perSec: number) => `${decimals(seconds, 1)} s, ${count(perSec)} clips/s`,
    relabelled: (value: number) => `${clips(value)} re-labelled`,
    excluded: (value: number) => `${count(value)} excluded`,
    edited: (parts: string) =>
      `Changed by hand: ${parts}. All figures are after these changes; <a href="#edits">they are listed below</a>.`,
    mapped: (pairs: string) => `Labels of the data are counted as labels of the model: ${pairs}.`,
    mappedPair: (from: string, to: string) => `${from} as ${to}`,
    andMore: (value: number) => ` and ${value} more`,
    sharedFiles: (shared: number, total: number) =>
      `In the training of the model, as the same file: ${shared} of ${plain(total, 'clip')}.`,
    sharedSpeakers: (shared: number, total: number, numClips: number, names: string) =>
      `The model knows ${shared} of ${plain(total, 'speaker')} (${plain(numClips, 'clip')}): ${names}.`,
    sharedMeaning: 'The figures say little of how it does with new people.',
  },
  /** What each figure is called, and what it means. */
  metrics: {
    accuracy: ['Accuracy', 'share of clips that are right'],
    macroF1: ['Macro F1', 'mean of the labels'],
    balancedAccuracy: ['Balanced accuracy', 'mean recall of the labels'],
    top2Accuracy: ['Top 2', 'right label among the first 2'],
    top3Accuracy: ['Top 3', 'right label among the first 3'],
    top5Accuracy: ['Top 5', 'right label among the first 5'],
    kappa: ['Cohen’s κ', 'agreement beyond chance'],
    matthewsCorrelation: ['Matthews correlation', '−1 to 1'],
    logLoss: ['Log loss', 'in nats; 0 is best'],
    brierScore: ['Brier score', '0 is best, 2 worst'],
    expectedCalibrationError: ['Calibration error', 'expected (ECE), 15 bins'],
  } satisfies Record<MetricName, [string, string]> as Readonly<
    Record<MetricName, readonly [title: string, meaning: string]>
  >,
  matrix: {
    title: 'Confusion matrix',
    share: 'Share of the row',
    caption: 'Rows: <b>Actual</b>. Columns: <b>Predicted</b>. Cells: clips.',
    others: '(others)',
    folded: (shown: number, others: number) =>
      `The ${shown} labels with the most confusions; the other ${others} together are “(others)”, whose framed cell also holds what they were taken for among themselves.`,
  },
  confusions: { title: 'Most frequent confusions', share: 'Share' },
  report: {
    title: 'Classification report',
    intervals: 'Intervals: Wilson, as if clips were independent of each other.',
    macro: 'Mean of the labels',
    weighted: 'Mean weighted by clips',
    asText: 'As scikit-learn prints it',
  },
  curves: {
    title: 'Each label against all others',
    few: (shown: number) =>
      `The averages of all labels, and the ${shown} labels with the smallest area under their curve.`,
    macro: 'macro average',
    micro: 'micro average',
    roc: 'ROC curves',
    falsePositives: 'False positive rate',
    truePositives: 'True positive rate',
    rocCaption: (macro: string, micro: string) => `ROC; area: macro ${macro}, micro ${micro}`,
    precisionRecall: 'Precision and recall',
    precisionRecallCaption: (macro: string, micro: string) =>
      `Average precision: macro ${macro}, micro ${micro}. There is no mean curve.`,
    area: 'Area under ROC',
    averagePrecision: 'Average precision',
    inNumbers: 'In numbers',
  },
  confidence: {
    title: 'How sure, and how right',
    reliability: 'Reliability',
    highestScore: 'Highest score',
    shareRight: 'Share that is right',
    reliabilityCaption:
      'Bars on the dotted line: the scores are as high as the accuracy. Outlined: by how much they are not.',
    error: (share: string) => ` Expected calibration error ${share}.`,
    bin: (from: string, to: string, value: number, right: string, score: string) =>
      `${from}–${to}: ${clips(value)}, ${right} right, mean score ${score}`,
    rejection: 'Accuracy against rejection',
    answered: 'Share of clips that are answered',
    rejectionCaption: (share: string) =>
      `Accuracy where only the clips with the highest scores are answered. Mean error over all shares ${share}.`,
  },
  slices: {
    title: 'By group',
    order: 'Worst first; groups of fewer than five clips come last.',
    group: 'Group',
    right: 'Right',
    unknown: 'unknown',
    /** Names of columns that every run has; others are the data's own. */
    columns: new Map([
      ['speaker', 'Speaker'],
      ['folder', 'Folder'],
      ['durationSec', 'Length in seconds'],
      ['levelDbfs', 'Level in dBFS'],
      ['snrDb', 'Signal-to-noise in dB'],
    ]),
  },
  robustness: {
    title: 'Robustness',
    about: (value: number) =>
      `The model heard ${clips(value)} once more, under each condition. Each clip always gets the same noise and the same room.`,
    kinds: {
      noise: 'Noise',
      shift: 'Shifts',
      speed: 'Speed',
      band: 'Narrow bands',
      room: 'Rooms',
      level: 'Levels',
    } satisfies Record<Condition['kind'], string> as Readonly<Record<Condition['kind'], string>>,
    conditionHead: 'Condition',
    condition: englishCondition,
    /** On an axis of noise, where the recordings' own is not known. */
    asTheyAre: 'as is',
  },
  mistakes: {
    title: 'Mistakes',
    none: 'None.',
    order: 'Most confident first.',
    noScores: 'The file has no scores.',
  },
  doubtful: {
    title: 'Labels to check',
    about:
      'The model is as sure of another label as it is, in the mean, of clips that have it. Each is a mistake of the model or of the label: only listening tells.',
    rather: 'Rather',
    ownScore: 'Score of the label',
  },
  edits: { title: 'Changed by hand', before: 'Label before', now: 'Now', excluded: 'excluded' },
  unreadable: {
    title: 'Files that could not be used',
    files: (value: number) => `${countOf(value, 'file', 'files')}.`,
    file: 'File',
    reason: 'Reason',
  },
  compared: {
    title: 'Compared',
    nothing: (ours: string, theirs: string) => `${ours} and ${theirs} have no clip in common.`,
    about: (ours: string, theirs: string, value: number) =>
      `${ours} against ${theirs}, on the ${clips(value)} that both have with the same label.`,
    leftOut: (value: number) => ` ${countOf(value, 'clip is', 'clips are')} left out.`,
    outcome: 'Outcome',
    bothRight: 'Both right',
    bothWrong: 'Both wrong',
    onlyRight: (name: string) => `Only ${name} right`,
    chance: 'McNemar’s exact test',
    chanceMeaning: 'how often as good models would differ so much',
    points: (value: string) => `${value} points`,
    range: (low: string, high: string) => `95 % ${low} to ${high}`,
    here: 'Here',
    there: 'There',
  },
};

const chinese: ReportWords = {
  tag: 'zh-CN',
  contents: '目录',
  evaluation: '评测',
  colon: '：',
  evaluationOf: (split) => `${split} 部分的评测`,
  clip: '录音',
  clips: '录音段数',
  label: '标签',
  actual: '实际',
  predicted: '预测',
  accuracy: '正确率',
  score: '得分',
  precision: '精确率',
  recall: '召回率',
  separator: '、',
  sentenceSpace: '',
  semicolon: '；',
  firstOf: (shown, total) => `（共 ${count(total)} 项，只列前 ${shown} 项）`,
  firstOfSentence: (shown, total) => `共 ${count(total)} 项，只列前 ${shown} 项。`,
  summary: {
    noClip: '没有评测任何录音。',
    right: (numRight, numClips, interval) =>
      `正确率：${count(numClips)} 段中对了 ${count(numRight)} 段${interval}。`,
    interval: (range) => `；95 % 置信区间 ${range}`,
    model: (model, backend) => `模型 ${model}${backend === '' ? '' : `（${backend}）`}`,
    data: (names) => `数据 ${names}`,
    labels: (value) => `${count(value)} 个标签`,
    speed: (seconds, perSec) => `${decimals(seconds, 1)} s，每秒 ${count(perSec)} 段`,
    relabelled: (value) => `更改了 ${count(value)} 段的标签`,
    excluded: (value) => `${count(value)} 段不计入`,
    edited: (parts) => `人工更改：${parts}。全部数字均已计入这些更改，<a href="#edits">清单见下</a>。`,
    mapped: (pairs) => `数据的标签按模型的标签计：${pairs}。`,
    mappedPair: (from, to) => `${from} 计作 ${to}`,
    andMore: (value) => `等，另有 ${value} 个`,
    sharedFiles: (shared, total) => `模型训练时用过同样的文件：${count(total)} 段中的 ${count(shared)} 段。`,
    sharedSpeakers: (shared, total, numClips, names) =>
      `${total} 位说话人中有 ${shared} 位是模型听过的（${count(numClips)} 段）：${names}。`,
    sharedMeaning: '因此这些数字难以说明模型对陌生人的表现。',
  },
  metrics: {
    accuracy: ['正确率', '识别正确的录音所占比例'],
    macroF1: ['宏平均 F1', '各标签的平均'],
    balancedAccuracy: ['平衡正确率', '各标签召回率的平均'],
    top2Accuracy: ['前 2', '正确标签在得分最高的 2 个之中'],
    top3Accuracy: ['前 3', '正确标签在得分最高的 3 个之中'],
    top5Accuracy: ['前 5', '正确标签在得分最高的 5 个之中'],
    kappa: ['Cohen κ', '超出偶然的一致程度'],
    matthewsCorrelation: ['马修斯相关系数', '−1 到 1'],
    logLoss: ['对数损失', '单位为奈特；0 最好'],
    brierScore: ['Brier 分数', '0 最好，2 最差'],
    expectedCalibrationError: ['校准误差', '期望校准误差（ECE），15 个区间'],
  },
  matrix: {
    title: '混淆矩阵',
    share: '占该行比例',
    caption: '行：<b>实际</b>。列：<b>预测</b>。格中为录音段数。',
    others: '（其他）',
    folded: (shown, others) =>
      `列出最易混淆的 ${shown} 个标签；其余 ${others} 个合为“（其他）”，其带框的格子也包含它们之间的混淆。`,
  },
  confusions: { title: '最常见的混淆', share: '比例' },
  report: {
    title: '分类报告',
    intervals: '区间为 Wilson 区间，假定各段录音相互独立。',
    macro: '宏平均',
    weighted: '加权平均',
    asText: 'scikit-learn 的格式',
  },
  curves: {
    title: '每个标签对其余全部',
    few: (shown) => `全部标签的平均，以及曲线下面积最小的 ${shown} 个标签。`,
    macro: '宏平均',
    micro: '微平均',
    roc: 'ROC 曲线',
    falsePositives: '假阳性率',
    truePositives: '真阳性率',
    rocCaption: (macro, micro) => `ROC 曲线下面积：宏平均 ${macro}，微平均 ${micro}`,
    precisionRecall: '精确率与召回率',
    precisionRecallCaption: (macro, micro) =>
      `平均精确率：宏平均 ${macro}，微平均 ${micro}。没有宏平均曲线。`,
    area: 'ROC 曲线下面积',
    averagePrecision: '平均精确率',
    inNumbers: '数值',
  },
  confidence: {
    title: '把握与正确',
    reliability: '可靠性',
    highestScore: '最高得分',
    shareRight: '正确的比例',
    reliabilityCaption: '柱顶落在虚线上，说明得分与正确率一致；描边部分是二者的差距。',
    error: (share) => `期望校准误差 ${share}。`,
    bin: (from, to, value, right, score) =>
      `${from}–${to}：${count(value)} 段，${right} 正确，平均得分 ${score}`,
    rejection: '正确率与拒答',
    answered: '作答的录音比例',
    rejectionCaption: (share) => `只对得分最高的录音作答时的正确率。对各比例平均的错误率为 ${share}。`,
  },
  slices: {
    title: '分组',
    order: '最差的在前；不足五段的组排在最后。',
    group: '组',
    right: '正确',
    unknown: '未知',
    columns: new Map([
      ['speaker', '说话人'],
      ['folder', '文件夹'],
      ['durationSec', '时长（秒）'],
      ['levelDbfs', '音量（dBFS）'],
      ['snrDb', '信噪比（dB）'],
    ]),
  },
  robustness: {
    title: '稳健性',
    about: (value) => `模型在各种条件下又听了 ${count(value)} 段录音。每段录音每次都配同样的噪声和房间。`,
    kinds: { noise: '噪声', shift: '错位', speed: '语速', band: '窄频带', room: '房间', level: '音量' },
    conditionHead: '条件',
    condition: chineseCondition,
    asTheyAre: '原样',
  },
  mistakes: {
    title: '错误',
    none: '没有。',
    order: '最有把握的在前。',
    noScores: '文件里没有得分。',
  },
  doubtful: {
    title: '待查的标签',
    about: '模型对另一个标签的把握，不低于它对该标签录音的平均把握。究竟是模型错还是标签错，听了才知道。',
    rather: '更像',
    ownScore: '原标签的得分',
  },
  edits: { title: '人工更改', before: '原标签', now: '现为', excluded: '不计入' },
  unreadable: {
    title: '无法使用的文件',
    files: (value) => `${count(value)} 个文件。`,
    file: '文件',
    reason: '原因',
  },
  compared: {
    title: '比较',
    nothing: (ours, theirs) => `${ours} 与 ${theirs} 没有共同的录音。`,
    about: (ours, theirs, value) => `${ours} 对比 ${theirs}，基于双方标签相同的 ${count(value)} 段录音。`,
    leftOut: (value) => `${count(value)} 段未计入。`,
    outcome: '结果',
    bothRight: '都对',
    bothWrong: '都错',
    onlyRight: (name) => `只有 ${name} 对`,
    chance: 'McNemar 精确检验',
    chanceMeaning: '两个同样好的模型有多大可能相差这么多',
    points: (value) => `${value} 个百分点`,
    range: (low, high) => `95 % 区间 ${low} 到 ${high}`,
    here: '此处',
    there: '对方',
  },
};
