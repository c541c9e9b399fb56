import { useFormat } from '../../shared/format.ts';

/** From here on a perplexity says no more than that the text is not expected at all. */
const highest = 1e6;

/** Writes a logarithm or a perplexity with about three digits; what cannot be said is a dash. */
export function useFigure(): (value: number) => string {
  const format = useFormat();
  return (value) => {
    if (Number.isNaN(value)) return '–';
    if (value > highest && value < Infinity) return `>\u00A0${format.count(highest)}`;
    const size = Math.abs(value);
    return format.plain(value, size < 10 ? 2 : size < 1000 ? 1 : 0);
  };
}
