import type { Interval } from '../metrics/rate-intervals.ts';

/** Keeps a number and what belongs to it on one line. */
const noBreak = '\u00A0';

/** A share as per cent with one decimal, which never says 0 for some or 100 for not all. */
export function percent(share: number): string {
  const rounded = (share * 100).toFixed(1);
  const text = share > 0 && rounded === '0.0' ? '<0.1' : share < 1 && rounded === '100.0' ? '>99.9' : rounded;
  return `${text.replace('<', '&lt;').replace('>', '&gt;')}${noBreak}%`;
}

/** Both ends of an interval of shares: `95.1–98.6`. */
export function percentInterval([low, high]: Interval): string {
  return `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}`;
}

/** A number in 300,000 with its thousands apart. */
export function count(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A count with what is counted: `1 clip`, `2 clips`. */
export function countOf(value: number, one: string, many: string): string {
  return `${count(value)}${noBreak}${value === 1 ? one : many}`;
}

/** As many decimals as wanted; a hyphen is no minus sign. */
export function decimals(value: number, digits: number): string {
  return value.toFixed(digits).replace('-', '−');
}

const msPerDay = 86_400_000;

/**
 * Writes a moment as `2025-10-09 08:53 UTC`. `core` has no clock and no calendar.
 *
 * @param ms since 1970.
 * @see Hinnant 2013, chrono-compatible low-level date algorithms (`civil_from_days`).
 */
export function formatMoment(ms: number): string {
  const days = Math.floor(ms / msPerDay) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const minutes = Math.floor((ms % msPerDay) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)} UTC`;
}
