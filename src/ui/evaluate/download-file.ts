/** Slow browsers begin to read a moment after the click. */
const revokeAfterMs = 10_000;

/** Saves a file under a name, as if a link to it had been followed. */
export function downloadFile(name: string, contents: Blob): void {
  const url = URL.createObjectURL(contents);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), revokeAfterMs);
}

/** Joins parts into a file name that every system takes. */
export function fileNameOf(parts: readonly string[], ending: string): string {
  const name = parts
    .join('-')
    .replaceAll(/[\p{Cc}\s/\\:*?"<>|]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, 120);
  return `${name === '' ? 'evaluation' : name}.${ending}`;
}
