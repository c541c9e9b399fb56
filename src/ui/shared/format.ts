import { useTranslation } from 'react-i18next';

/** Writes numbers in the page's language, each with its unit and no more digits than are certain. */
export type Format = ReturnType<typeof createFormat>;

/** @param language A BCP 47 tag. */
export function createFormat(language: string) {
  const number = (digits: number) =>
    new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const whole = number(0);
  const one = number(1);
  const two = number(2);
  return {
    count: (value: number) => whole.format(value),
    plain: (value: number, digits: number) => number(digits).format(value),
    /** 0.34 ms, 4.8 ms, 137 ms. */
    ms: (value: number) => `${(value < 1 ? two : value < 100 ? one : whole).format(value)}\u00A0ms`,
    sec: (value: number) => `${(value < 10 ? two : one).format(value)}\u00A0s`,
    kHz: (valueHz: number) =>
      `${new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(valueHz / 1000)}\u00A0kHz`,
    db: (value: number) => `${one.format(value)}\u00A0dB`,
    wholePercent: (share: number) => `${whole.format(share * 100)}\u00A0%`,
    /** A share of 1 as per cent, one decimal. */
    percent: (share: number) => `${one.format(share * 100)}\u00A0%`,
  };
}

const formats = new Map<string, Format>();

/** The formats of the page's language. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const language = i18n.resolvedLanguage ?? 'en';
  const known = formats.get(language);
  if (known !== undefined) return known;
  const created = createFormat(language);
  formats.set(language, created);
  return created;
}
