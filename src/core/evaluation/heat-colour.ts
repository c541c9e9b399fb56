/** A share from 0 to 1, or a difference from −1 to 1. */
export type HeatScale = 'share' | 'difference';
export type HeatTheme = 'light' | 'dark';
export type HeatColour = { readonly background: string; readonly text: string };

/**
 * Stops even in OKLCH lightness; in the dark theme more is brighter. Shares: hue 205, from a tint that can be told from
 * the card to a deep tone. Differences: hue 55 (orange) below 0, 255 (blue) above, equally far from the grey between
 * them; those two are told apart with every common kind of colour blindness.
 */
const stopsOf: Readonly<Record<HeatScale, Readonly<Record<HeatTheme, readonly string[]>>>> = {
  share: {
    light: ['#e0f5f7', '#8fd0d9', '#46a7b6', '#0a7c8c', '#00515e'],
    dark: ['#173239', '#005f6c', '#008f99', '#1fbec0', '#79ebe3'],
  },
  difference: {
    light: ['#874300', '#be753f', '#e7b18c', '#f2f2f1', '#9bc1f1', '#578bcd', '#225899'],
    dark: ['#febe92', '#ca7d44', '#814c24', '#292929', '#365c8c', '#5d94da', '#aed1fe'],
  },
};

type Rgb = readonly [red: number, green: number, blue: number];

/** Whichever of the two reads better has a contrast of at least 4.58 on any colour; greys would fall below 4.5. */
const inks = ['#000000', '#ffffff'] as const;

/**
 * The colour of a cell that holds this share of its row, on a scale that always runs from 0 to 1,
 * and the text colour that reads best on it (contrast at least 4.5).
 *
 * @param value 0…1, for a difference −1…1; values outside are clamped
 */
export function heatColour(value: number, theme: HeatTheme, scale: HeatScale = 'share'): HeatColour {
  const background = mixStops(stopsOf[scale][theme], scale === 'share' ? value : (value + 1) / 2);
  const [dark, light] = inks;
  const text = contrast(parseHex(dark), background) >= contrast(parseHex(light), background) ? dark : light;
  return { background: formatHex(background), text };
}

type HeatStyle = { readonly background: string; readonly color: string };

/** One style a per cent, made once: a matrix of 35 labels has 1,225 cells. */
const styles = new Map<string, HeatStyle>();

/** Colours for `style`: the browser picks the half that fits the page's colour scheme. */
export function heatStyle(value: number, scale: HeatScale = 'share'): HeatStyle {
  const percent = Math.round(value * 100);
  const key = `${scale} ${percent}`;
  const known = styles.get(key);
  if (known !== undefined) return known;
  const light = heatColour(percent / 100, 'light', scale);
  const dark = heatColour(percent / 100, 'dark', scale);
  const style = {
    background: `light-dark(${light.background}, ${dark.background})`,
    color: `light-dark(${light.text}, ${dark.text})`,
  };
  styles.set(key, style);
  return style;
}

/** The whole scale as a CSS gradient, for the legend. */
export function heatGradient(scale: HeatScale = 'share'): string {
  const { light, dark } = stopsOf[scale];
  const stops = light.map((stop, i) => `light-dark(${stop}, ${dark[i] ?? stop})`);
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

/** WCAG 2 contrast of two `#rrggbb` colours, 1…21. */
export function contrastOf(first: string, second: string): number {
  return contrast(parseHex(first), parseHex(second));
}

function mixStops(stops: readonly string[], share: number): Rgb {
  const position = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const index = Math.min(stops.length - 2, Math.floor(position));
  const from = parseHex(stops[index] ?? '#000000');
  const to = parseHex(stops[index + 1] ?? '#000000');
  const mix = (channel: 0 | 1 | 2) =>
    Math.round(from[channel] + (to[channel] - from[channel]) * (position - index));
  return [mix(0), mix(1), mix(2)];
}

function contrast(first: Rgb, second: Rgb): number {
  const [darker, lighter] = [luminance(first), luminance(second)].toSorted((a, b) => a - b);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function parseHex(colour: string): Rgb {
  const channel = (start: number) => Number.parseInt(colour.slice(start, start + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

function formatHex(colour: Rgb): string {
  return `#${colour.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
