/** A part of the document under its heading; nothing where it has no content. */
export function section(id: string, title: string, content: string): string {
  return content.trim() === '' ? '' : `<section id="${id}">\n<h2>${title}</h2>\n${content}\n</section>`;
}

/** A table whose rows are ready-made, and whose heads are plain words. It scrolls where it is too wide, by keys as well. */
export function plainTable(heads: readonly TableHead[], rows: readonly string[]): string {
  const head = heads
    .map(({ title, isText }) => `<th scope="col"${isText ? ' class="text"' : ''}>${title}</th>`)
    .join('');
  return `<div class="wide" tabindex="0"><table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table></div>`;
}

export type TableHead = { readonly title: string; readonly isText: boolean };

/** The head of a column of text. */
export const textHead = (title: string): TableHead => ({ title, isText: true });
/** The head of a column of numbers. */
export const numberHead = (title: string): TableHead => ({ title, isText: false });
