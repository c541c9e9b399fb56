import type { TFunction } from 'i18next';
import type { SliceKey } from '../../../core/evaluation/explore/slices.ts';
import type { useFormat } from '../../shared/format.ts';

/** Columns that the page itself makes, with how their numbers are written. */
const known = {
  speaker: { digits: 0, unit: '' },
  folder: { digits: 0, unit: '' },
  durationSec: { digits: 2, unit: 's' },
  levelDbfs: { digits: 0, unit: 'dBFS' },
  snrDb: { digits: 0, unit: 'dB' },
} as const;

/** What a column and its groups are called; columns of a manifest keep their names. */
export function columnWords(name: string, t: TFunction, format: ReturnType<typeof useFormat>) {
  const own = Object.hasOwn(known, name) ? (name as keyof typeof known) : null;
  const { digits, unit } = own === null ? { digits: 2, unit: '' } : known[own];
  const number = (value: number) => format.plain(value, digits);
  return {
    title: own === null ? name : withUnit(t(`evaluate.slices.columns.${own}`), unit),
    keyText(key: SliceKey): string {
      if (key.kind === 'word') return key.word;
      if (key.kind === 'unknown') return t('evaluate.slices.unknown');
      return key.low === key.high ? number(key.low) : `${number(key.low)} … ${number(key.high)}`;
    },
  };
}

function withUnit(title: string, unit: string): string {
  return unit === '' ? title : `${title} (${unit})`;
}
