import { useEffect, useRef } from 'react';

/** Elements that use the space bar and arrows themselves. */
const busyWithKeys =
  'input, select, textarea, button, a, summary, [contenteditable], [role="tab"], [role="grid"], dialog';
/** Elements that use letters, figures and signs themselves. */
const busyWithLetters =
  'input:not([type="radio"], [type="checkbox"], [type="file"]), select, textarea, [contenteditable], dialog';

/**
 * Calls an action when its key is pressed on the page, unless the focused element has its own use for the key.
 *
 * @param actions By `KeyboardEvent.key` in lower case; a space is `' '`.
 */
export function useKeys(actions: Readonly<Record<string, () => void>>, isEnabled = true): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    if (!isEnabled) return undefined;
    const listen = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      const action = latest.current[key];
      if (action === undefined || !isPlainPress(event) || isTaken(event.target, key)) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [isEnabled]);
}

function isPlainPress(event: KeyboardEvent): boolean {
  return !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
}

function isTaken(target: EventTarget | null, key: string): boolean {
  const busy = key === ' ' || key.length > 1 ? busyWithKeys : busyWithLetters;
  return target instanceof Element && target.closest(busy) !== null;
}
