import { useTranslation } from 'react-i18next';

/** Writes numbers in the page's language, each with its unit and no more digits than are certain. */
export type Format = ReturnType<typeof createFormat>;

/** @param language A BCP 47 tag. */
export function createFormat(language: string) {
  // Making a formatter costs a hundred times as much as using it.
  const formatters = new Map<string, Intl.NumberFormat>();
  const write = (value: number, fewestDigits: number, mostDigits: number) => {
    const key = `${fewestDigits} ${mostDigits}`;
    const formatter =
      formatters.get(key) ??
      new Intl.NumberFormat(language, {
        minimumFractionDigits: fewestDigits,
        maximumFractionDigits: mostDigits,
        signDisplay: 'negative',
      });
    formatters.set(key, formatter);
    // A hyphen is no minus sign.
    return formatter.format(value).replace('-', '−');
  };
  const plain = (value: number, digits: number) => write(value, digits, digits);
  const withUnit = (text: string, unit: string) => `${text}\u00A0${unit}`;
  return {
    plain,
    count: (value: number) => plain(value, 0),
    /** As many decimals as the number has, up to a limit. */
    upTo: (value: number, maxDigits: number) => write(value, 0, maxDigits),
    /** 0.34 ms, 4.8 ms, 137 ms. */
    ms: (value: number) => withUnit(plain(value, value < 1 ? 2 : value < 100 ? 1 : 0), 'ms'),
    sec: (value: number) => withUnit(plain(value, value < 10 ? 2 : 1), 's'),
    kHz: (valueHz: number) => withUnit(write(valueHz / 1000, 0, 3), 'kHz'),
    db: (value: number) => withUnit(plain(value, 1), 'dB'),
    wholePercent: (share: number) => withUnit(plain(share * 100, 0), '%'),
    /** A share of 1 as per cent, one decimal. */
    percent: (share: number) => withUnit(plain(share * 100, 1), '%'),
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
