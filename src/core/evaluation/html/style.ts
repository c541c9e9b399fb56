/** As the page's `--class-0` to `--class-9`, so that a label has the same colour in both. */
const classColours = [
  'oklch(0.5 0.11 245), oklch(0.72 0.11 245)',
  'oklch(0.64 0.14 55), oklch(0.8 0.13 60)',
  'oklch(0.46 0.09 160), oklch(0.66 0.11 160)',
  'oklch(0.6 0.15 350), oklch(0.76 0.13 350)',
  'oklch(0.42 0.12 295), oklch(0.64 0.13 295)',
  'oklch(0.63 0.11 110), oklch(0.84 0.12 110)',
  'oklch(0.48 0.13 30), oklch(0.67 0.14 30)',
  'oklch(0.64 0.1 220), oklch(0.82 0.09 220)',
  'oklch(0.44 0.07 85), oklch(0.68 0.08 85)',
  'oklch(0.62 0.13 320), oklch(0.79 0.12 320)',
];

/** So many labels can be told apart by colour and dashes. */
export const numClassColours = classColours.length;

/** The report's style sheet: the page's colours, light and dark; on paper light. */
export const style = `
:root {
  color-scheme: light dark;
  --canvas: light-dark(oklch(0.98 0.004 95), oklch(0.185 0.008 220));
  --surface: light-dark(oklch(0.998 0.001 95), oklch(0.222 0.009 220));
  --line: light-dark(oklch(0.89 0.006 95), oklch(0.325 0.01 220));
  --line-strong: light-dark(oklch(0.62 0.012 200), oklch(0.58 0.012 220));
  --text: light-dark(oklch(0.24 0.012 215), oklch(0.945 0.004 95));
  --soft: light-dark(oklch(0.44 0.012 215), oklch(0.79 0.007 200));
  --accent: light-dark(oklch(0.455 0.082 195), oklch(0.79 0.1 190));
  --caution: light-dark(oklch(0.49 0.1 70), oklch(0.82 0.12 85));
  --caution-soft: light-dark(oklch(0.968 0.03 88), oklch(0.28 0.035 85));
${classColours.map((pair, i) => `  --class-${i}: light-dark(${pair});`).join('\n')}
  font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Noto Sans CJK SC', sans-serif;
  background: var(--canvas);
  color: var(--text);
  -webkit-text-size-adjust: 100%;
}
* { box-sizing: border-box; }
body { max-width: 72rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
h1 { font-size: 1.25rem; line-height: 1.3; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 3rem 0 0.75rem; }
h3 { font-size: 1rem; margin: 0 0 0.5rem; }
p { margin: 0.5rem 0; max-width: 46rem; }
a { color: var(--accent); }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; list-style: none; margin: 1.5rem 0 0; padding: 0; font-size: 0.875rem; }
.soft, caption { color: var(--soft); font-size: 0.875rem; }
.headline { font-size: clamp(3rem, 9vw, 5rem); line-height: 1.1; font-weight: 600; margin: 1rem 0 0; font-variant-numeric: tabular-nums; }
.note { background: var(--caution-soft); border-inline-start: 3px solid var(--caution); border-radius: 4px; padding: 0.5rem 0.75rem; max-width: 46rem; }
dl.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(10.5rem, 1fr)); gap: 1rem; margin: 1.5rem 0 0; }
dl.figures div { border-block-start: 1px solid var(--line); padding-block-start: 0.5rem; }
dl.figures dt { color: var(--soft); font-size: 0.875rem; }
dl.figures dd { margin: 0; font-variant-numeric: tabular-nums; }
dl.figures dd.value { font-size: 1.25rem; font-weight: 600; }
.wide { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.875rem; }
caption { text-align: start; padding-block-end: 0.5rem; caption-side: top; }
th, td { padding: 0.3rem 0.75rem; text-align: end; border-block-end: 1px solid var(--line); white-space: nowrap; }
thead th { color: var(--soft); font-weight: 500; vertical-align: bottom; border-block-end-color: var(--line-strong); }
dl.figures + .wide { margin-block-start: 1.5rem; }
th.text, td.text { text-align: start; white-space: normal; overflow-wrap: anywhere; font-weight: 400; min-width: 7rem; }
thead th.text { white-space: nowrap; font-weight: 500; }
.wide + h3 { margin-block-start: 2rem; }
td.path { min-width: 12rem; }
tr > :first-child { padding-inline-start: 0; }
tr.sum > * { border-block-start: 1px solid var(--line-strong); }
tr.sum ~ tr.sum > * { border-block-start: 0; }
pre { font: 0.8125rem/1.45 ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace; margin: 0; }
details { margin-block-start: 1rem; }
summary { cursor: pointer; color: var(--accent); font-size: 0.875rem; margin-block-end: 0.5rem; }
table.matrix { font-size: 0.8125rem; }
table.matrix th { border: 0; font-weight: 400; color: var(--text); max-width: 12rem; overflow: hidden; text-overflow: ellipsis; }
table.matrix thead th { padding: 0.25rem 0.125rem; vertical-align: bottom; text-align: start; }
table.matrix thead bdi { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 9rem; overflow: hidden; text-overflow: ellipsis; }
table.matrix td { border: 1px solid var(--canvas); padding: 0.2rem 0.35rem; min-width: 2.25rem; text-align: center; }
table.matrix td.hit { box-shadow: inset 0 0 0 1.5px var(--text); }
table.matrix td.total { color: var(--soft); text-align: end; padding-inline-start: 0.75rem; }
table.matrix.dense { font-size: 0.6875rem; }
table.matrix.dense td { padding: 0.15rem 0.1rem; min-width: 1.7rem; }
.ramp { display: inline-block; width: 8rem; height: 0.75rem; border-radius: 3px; vertical-align: -0.05rem; margin: 0 0.5rem; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 2rem; }
figure { margin: 0; break-inside: avoid; }
figcaption { font-size: 0.875rem; color: var(--soft); }
svg.chart { display: block; width: 100%; max-width: 30rem; height: auto; margin: 0 0 0.5rem; }
svg.chart text { font-size: 13px; fill: var(--soft); }
svg .grid { stroke: var(--line); stroke-width: 1; fill: none; }
svg .axis { stroke: var(--line-strong); stroke-width: 1; fill: none; }
svg .even { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 3 4; fill: none; }
svg .curve { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
svg .curve.mean { stroke: var(--text); stroke-width: 2.5; }
svg .curve.micro { stroke: var(--text); stroke-width: 2; stroke-dasharray: 2 4; stroke-linecap: round; }
svg .curve.bound { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 3 3; }
svg .bar { fill: var(--accent); fill-opacity: 0.75; }
svg .gap { fill: none; stroke: var(--caution); stroke-width: 1.5; }
${classColours.map((_, i) => `svg .c${i} { stroke: var(--class-${i}); }`).join('\n')}
svg .dashed { stroke-dasharray: 7 4; }
ul.legend { display: flex; flex-wrap: wrap; gap: 0.125rem 1rem; list-style: none; margin: 0 0 0.5rem; padding: 0; font-size: 0.8125rem; }
ul.legend svg { width: 1.75rem; height: 0.75rem; margin-inline-end: 0.4rem; vertical-align: -0.05rem; }
.lane { display: inline-block; width: 8rem; height: 0.6rem; background: var(--line); border-radius: 3px; overflow: hidden; vertical-align: -0.05rem; }
.lane i { display: block; height: 100%; background: var(--accent); }
footer { margin-block-start: 4rem; }
@media (max-width: 48rem) {
  body { padding: 1.25rem 1rem 3rem; }
  th, td { padding-inline: 0.5rem; }
  .lane { width: 3.5rem; }
  th.text, td.text { min-width: 5.5rem; }
  td.path { min-width: 10rem; }
}
@media print {
  :root { color-scheme: light; background: none; }
  body { max-width: none; padding: 0; font-size: 0.875rem; }
  nav { display: none; }
  h2 { break-after: avoid; }
  tr { break-inside: avoid; }
  .wide { overflow: visible; }
  table.matrix.dense { font-size: 0.5625rem; }
  table.matrix.dense td { min-width: 1.25rem; padding-inline: 0; }
  table.matrix.dense th { max-width: 6rem; }
  table.matrix td, .ramp, .lane, .lane i, .note { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
