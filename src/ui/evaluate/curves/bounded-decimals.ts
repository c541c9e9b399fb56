import type { Format } from '../../shared/format.ts';

/** A number of 0 to 1 with so many decimals, which never says 1 for almost 1, nor 0 for almost 0. */
export function boundedDecimals(value: number, digits: number, format: Format): string {
  const least = 10 ** -digits;
  const rounded = Number(value.toFixed(digits));
  if (value < 1 && rounded === 1) return `>${format.plain(1 - least, digits)}`;
  if (value > 0 && rounded === 0) return `<${format.plain(least, digits)}`;
  return format.plain(value, digits);
}
