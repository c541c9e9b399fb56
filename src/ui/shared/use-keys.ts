import { useEffect, useRef, type RefObject } from 'react';

/** Elements that use the space bar and arrows themselves. */
const busyWithKeys = 'input, select, textarea, [contenteditable], [role="tab"], [role="grid"]';
/** Elements that the space bar and Enter press. */
const pressable = 'button, a, summary';
/** Elements that use letters, figures and signs themselves. */
const busyWithLetters =
  'input:not([type="radio"], [type="checkbox"], [type="file"]), select, textarea, [contenteditable]';

/**
 * Calls an action when its key is pressed on the page, unless the focused element has its own use for the key.
 *
 * @param actions By `KeyboardEvent.key` in lower case; a space is `' '`.
 * @param dialog Whose keys these are. The page's own keys rest while a modal dialog is open.
 */
export function useKeys(
  actions: Readonly<Record<string, () => void>>,
  isEnabled = true,
  dialog?: RefObject<HTMLDialogElement | null>,
): void {
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
      if (document.querySelector('dialog:modal') !== (dialog?.current ?? null)) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [isEnabled, dialog]);
}

function isPlainPress(event: KeyboardEvent): boolean {
  return !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
}

function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  const isPress = key === ' ' || key === 'enter';
  if (isPress && target.closest(pressable) !== null) return true;
  return target.closest(isPress || key.length > 1 ? busyWithKeys : busyWithLetters) !== null;
}
