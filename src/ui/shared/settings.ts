/** With which the names of all settings begin. */
export const settingsPrefix = 'phonoscope.';

/** A choice kept from an earlier visit; null where there is none or the browser keeps nothing. */
export function readSetting(name: string): string | null {
  try {
    return localStorage.getItem(settingsPrefix + name);
  } catch {
    return null;
  }
}

/** Keeps a choice for later visits, where the browser allows it. */
export function writeSetting(name: string, value: string): void {
  try {
    localStorage.setItem(settingsPrefix + name, value);
  } catch {
    // Storage can be switched off or full; the choice then lasts until the page closes.
  }
}
