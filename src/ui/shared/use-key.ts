import { useEffect, useRef } from 'react';

/** Roles that use the space bar, letters or arrows themselves. */
const busyWithKeys =
  'input, select, textarea, button, a, summary, [contenteditable], [role="tab"], [role="grid"], dialog';
const busyWithLetters =
  'input:not([type="radio"], [type="checkbox"], [type="file"]), select, textarea, [contenteditable], dialog';

/**
 * Calls `action` when the key is pressed on the page, unless the focused element has its own use for it.
 *
 * @param key As in `KeyboardEvent.key`, in lower case; a space is `' '`.
 */
export function useKey(key: string, isEnabled: boolean, action: () => void): void {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  useEffect(() => {
    if (!isEnabled) return undefined;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.key.toLowerCase() !== key) return;
      const isLetter = key !== ' ' && key.length === 1;
      if (
        event.target instanceof Element &&
        event.target.closest(isLetter ? busyWithLetters : busyWithKeys) !== null
      )
        return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [key, isEnabled]);
}
