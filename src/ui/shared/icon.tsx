/** Line drawings on a 20 × 20 grid, one path each. */
const paths = {
  play: 'M6.5 4.2v11.6l9.2-5.8z',
  stop: 'M5.5 5.5h9v9h-9z',
  microphone:
    'M10 2.5a2.5 2.5 0 0 1 2.5 2.5v4.5a2.5 2.5 0 0 1-5 0V5A2.5 2.5 0 0 1 10 2.5zM4.8 9.5a5.2 5.2 0 0 0 10.4 0M10 14.7v2.8M7 17.5h6',
  upload: 'M10 13V3.5M6 7l4-4 4 4M3.5 13v2.5a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1V13',
  download: 'M10 3.5V13M6 9.5l4 4 4-4M3.5 13.5v2a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1v-2',
  folder: 'M2.5 5.5a1 1 0 0 1 1-1h4l2 2h7a1 1 0 0 1 1 1v7.500a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1z',
  chart: 'M3 3v14h14M7 13V9.500M10.5 13V6M14 13v-4.5',
  curve: 'M3 3v14h14M5.500 6c1.5 6 4 8 9.500 8.500',
  sequence: 'M2.500 5h5M11 5h6.500M2.500 10h9M15 10h2.500M2.500 15h2.500M8.500 15h9',
  pause: 'M6.5 5v10M13.5 5v10',
  models: 'M10 2.5l7 3.500-7 3.500-7-3.500zM3 10l7 3.500 7-3.500M3 14l7 3.500 7-3.500',
  trash: 'M4 6h12M8 6V4h4v2M5.500 6l.8 10.500h7.400L14.500 6M8.500 9v4.500M11.500 9v4.500',
  undo: 'M4 8h8a4 4 0 1 1 0 8H8M4 8l3.500-3.500M4 8l3.500 3.500',
  speaker: 'M3.500 8v4h2.500l4 3.500v-11l-4 3.500zM13 7.500a3.500 3.500 0 0 1 0 5M15 5a7 7 0 0 1 0 10',
  settings:
    'M3 6h7.500M14.5 6H17M3 14h2.500M9.5 14H17M12.5 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM7.5 12a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  sun: 'M10 6.500a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM10 2v1.500M10 16.500V18M2 10h1.500M16.5 10H18M4.3 4.300l1.1 1.100M14.6 14.600l1.1 1.100M4.3 15.700l1.1-1.100M14.6 5.400l1.1-1.1',
  moon: 'M16.5 11.800A7 7 0 0 1 8.2 3.500a7 7 0 1 0 8.3 8.300z',
  screen: 'M3 4.500h14v9H3zM7.5 16.500h5M10 13.500v3',
  expand: 'M3.500 7.500v-4h4M12.500 3.500h4v4M16.500 12.500v4h-4M7.500 16.500h-4v-4',
  close: 'M5 5l10 10M15 5L5 15',
  tour: 'M4 17V3M4 4h11l-2.500 3.500L15 11H4',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  pencil: 'M4 16l.8-3.200L13 4.600l2.400 2.400-8.200 8.200zM11.500 6.100l2.400 2.400',
  redo: 'M16 8H8a4 4 0 1 0 0 8h4M16 8l-3.500-3.500M16 8l-3.500 3.500',
  bookmark: 'M5.500 3.500h9v13L10 13l-4.500 3.500z',
  copy: 'M7.500 7.500h9v9h-9zM4.500 12.500h-1v-9h9v1',
  check: 'M4 10.500l4 4 8-9',
  down: 'M5.5 8l4.5 4.500L14.5 8',
  keyboard: 'M2.5 5.500h15v9h-15zM5.5 8.500h.01M8.5 8.500h.01M11.5 8.500h.01M14.5 8.500h.01M6.5 11.500h7',
  warning: 'M10 3l7.5 13.500h-15zM10 8v4M10 14.300v.01',
  retry: 'M16 10a6 6 0 1 1-1.8-4.300M16 3v3.500h-3.5',
  processor: 'M6 6h8v8H6zM8 3.500V6M12 3.500V6M8 14v2.500M12 14v2.500M3.5 8H6M3.5 12H6M14 8h2.500M14 12h2.5',
  globe:
    'M10 2.500a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM2.5 10h15M10 2.500c2.5 2.3 3.5 4.8 3.5 7.500s-1 5.2-3.5 7.500c-2.5-2.3-3.5-4.8-3.5-7.500s1-5.2 3.5-7.500z',
} as const;

export type IconName = keyof typeof paths;

const filled: ReadonlySet<IconName> = new Set(['play', 'stop']);

/** A picture beside words; it says nothing by itself to a screen reader. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill={filled.has(name) ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
