import { useSyncExternalStore } from 'react';
import { readSetting, writeSetting } from './settings.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const listeners = new Set<() => void>();
let theme: Theme = 'system';

/** Applies the theme chosen on an earlier visit. Called once, before the first paint. */
export function startTheme(): void {
  const stored = readSetting('theme');
  theme = themes.find((name) => name === stored) ?? 'system';
  show();
}

/** Changes the theme and remembers it. */
export function setTheme(next: Theme): void {
  theme = next;
  writeSetting('theme', next);
  show();
  for (const listener of listeners) listener();
}

/** The chosen theme; the component draws again when it changes. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => theme);
}

function show(): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
