import type { Condition } from '../../augmentation/conditions/condition.ts';

/** Says what a condition is; null = the recordings as they are. */
export type ConditionWords = (condition: Condition | null, write?: (value: number) => string) => string;

export const englishCondition: ConditionWords = (condition, write = String) => {
  if (condition === null) return 'as they are';
  switch (condition.kind) {
    case 'noise':
      return `noise at ${write(condition.snrDb)} dB`;
    case 'shift':
      return `${msOf(condition.shiftSec)} ms ${condition.shiftSec < 0 ? 'earlier' : 'later'}`;
    case 'speed':
      return `${condition.factor} times as fast`;
    case 'band':
      return bandOf(condition, 'above', 'below', 'to');
    case 'room':
      return `room, ${condition.decaySec} s to fall by 60 dB`;
    default:
      return `peak at ${write(condition.peakDbfs)} dBFS${condition.peakDbfs > 0 ? ', clipped' : ''}`;
  }
};

export const chineseCondition: ConditionWords = (condition, write = String) => {
  if (condition === null) return '原样';
  switch (condition.kind) {
    case 'noise':
      return `噪声 ${write(condition.snrDb)} dB`;
    case 'shift':
      return `${condition.shiftSec < 0 ? '提前' : '推后'} ${msOf(condition.shiftSec)} 毫秒`;
    case 'speed':
      return `${condition.factor} 倍速`;
    case 'band':
      return bandOf(condition, '高于', '低于', '至');
    case 'room':
      return `房间：${condition.decaySec} 秒衰减 60 dB`;
    default:
      return `峰值 ${write(condition.peakDbfs)} dBFS${condition.peakDbfs > 0 ? '，削波' : ''}`;
  }
};

const msOf = (sec: number) => Math.abs(Math.round(1000 * sec));

function bandOf(
  { lowHz, highHz }: Extract<Condition, { kind: 'band' }>,
  above: string,
  below: string,
  to: string,
): string {
  if (highHz === null) return `${above} ${lowHz ?? 0} Hz`;
  return lowHz === null ? `${below} ${highHz} Hz` : `${lowHz} ${to} ${highHz} Hz`;
}
