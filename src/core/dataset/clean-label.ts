/**
 * The one way in which a label is written: composed (NFC), without spaces at its ends, and without control characters,
 * which some file systems allow and which have no place in a model's labels. May be empty.
 */
export function cleanLabel(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, ' ')
    .normalize('NFC')
    .trim();
}
