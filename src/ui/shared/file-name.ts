/** Joins parts into a file name that every system takes. */
export function fileNameOf(parts: readonly string[], ending: string): string {
  const name = parts
    .join('-')
    .replaceAll(/[\p{Cc}\s/\\:*?"<>|]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, 120);
  return `${name === '' ? 'evaluation' : name}.${ending}`;
}
