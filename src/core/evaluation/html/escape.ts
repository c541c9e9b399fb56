/** Makes text safe between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Longer texts are cut in the middle: a path's end says more than its middle. */
const mostCharacters = 160;

/** Text from outside: escaped, not endless, and set apart from the direction of the text around it. */
export function isolated(text: string): string {
  return `<bdi>${escapeHtml(shorten(text))}</bdi>`;
}

/** A path, whose folders stand from left to right whatever letters they begin with. */
export function isolatedPath(path: string): string {
  return `<bdi dir="ltr">${escapeHtml(shorten(path))}</bdi>`;
}

function shorten(text: string): string {
  if (text.length <= mostCharacters) return text;
  const characters = Array.from(text.slice(0, 50_000));
  if (characters.length <= mostCharacters) return text;
  const half = mostCharacters / 2;
  return `${characters.slice(0, half).join('')}…${characters.slice(-half).join('')}`;
}
