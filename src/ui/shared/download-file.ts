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
