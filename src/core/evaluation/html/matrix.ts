import { heatColour, heatGradient } from '../heat-colour.ts';
import { foldConfusion, foldLabels, type LabelGroup } from '../matrix/fold-labels.ts';
import { normaliseConfusion } from '../matrix/normalise-confusion.ts';
import type { RunFigures } from '../run-figures.ts';
import { isolated } from './escape.ts';
import { count } from './numbers.ts';
import { section } from './section.ts';
import type { ReportWords } from './words.ts';

/** More rows cannot be read, on paper least of all. */
const maxShown = 30;
/** From so many on, cells are small. */
const denseFrom = 16;

/** The confusion matrix as a heat map: counts, on colours that say which share of its row a cell has. */
export function matrixSection(
  { confusion, table: { labels } }: RunFigures,
  { matrix, clips, colon }: ReportWords,
): string {
  if (labels.length === 0) return '';
  const groups = foldLabels(confusion, maxShown);
  const counts = foldConfusion(confusion, groups);
  const names = groups.map((group) => nameOf(group, labels, matrix.others));
  const folded =
    groups.length === labels.length
      ? ''
      : `<p>${matrix.folded(groups.length - 1, labels.length - groups.length + 1)}</p>`;
  return section(
    'matrix',
    matrix.title,
    `${folded}
<p class="soft">${matrix.share}${colon}0 %<span class="ramp" style="background:${heatGradient()}"></span>100 %</p>
<div class="wide" tabindex="0"><table class="matrix${groups.length >= denseFrom ? ' dense' : ''}">
<caption>${matrix.caption}</caption>
<thead><tr><td></td>${names.map((name) => `<th scope="col">${name}</th>`).join('')}<th scope="col">${clips}</th></tr></thead>
<tbody>
${rowsOf(counts, names).join('\n')}
</tbody>
</table></div>`,
  );
}

function nameOf(group: LabelGroup, labels: readonly string[], others: string): string {
  const [only] = group;
  return group.length === 1 && only !== undefined ? isolated(labels[only] ?? '') : `<bdi>${others}</bdi>`;
}

function rowsOf(counts: readonly (readonly number[])[], names: readonly string[]): string[] {
  const shares = normaliseConfusion(counts, 'row');
  return counts.map((row, i) => {
    const total = row.reduce((sum, value) => sum + value, 0);
    const cells = row.map((value, j) => cellOf(value, shares[i]?.[j] ?? 0, i === j));
    return `<tr><th scope="row">${names[i]}</th>${cells.join('')}<td class="total">${count(total)}</td></tr>`;
  });
}

function cellOf(value: number, share: number, isHit: boolean): string {
  const percent = Math.round(share * 100);
  const heat = value === 0 ? '' : `h${percent}`;
  const classes = [isHit ? 'hit' : '', heat].filter((name) => name !== '').join(' ');
  const text = value === 0 && !isHit ? '' : count(value);
  return `<td${classes === '' ? '' : ` class="${classes}"`}>${text}</td>`;
}

/** Colours of the cells, a class for each per cent. */
export function heatRules(): string {
  return Array.from({ length: 101 }, (_, percent) => {
    const light = heatColour(percent / 100, 'light');
    const dark = heatColour(percent / 100, 'dark');
    return `.h${percent}{background:light-dark(${light.background},${dark.background});color:light-dark(${light.text},${dark.text})}`;
  }).join('\n');
}
