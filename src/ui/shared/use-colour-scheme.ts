import { useSyncExternalStore } from 'react';
import { useTheme } from './theme.ts';

const query = '(prefers-color-scheme: dark)';

/** Whether the page is light or dark now, by the visitor's choice or the system's. For what CSS cannot colour. */
export function useColourScheme(): 'light' | 'dark' {
  const theme = useTheme();
  const isSystemDark = useSyncExternalStore(subscribe, () => matchMedia(query).matches);
  if (theme !== 'system') return theme;
  return isSystemDark ? 'dark' : 'light';
}

function subscribe(listener: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}
