import { heatColour } from '../../../core/evaluation/heat-colour.ts';
import { type Counts, rowTotal } from '../../shared/matrix/live-matrix.ts';
import { wholePercent } from '../../shared/matrix/whole-percent.ts';

/** What the picture says, in the page's language. */
export type MatrixPicture = {
  readonly labels: readonly string[];
  readonly counts: Counts;
  readonly title: string;
  /** Lines under the title: which data, which figures. */
  readonly subtitle: readonly string[];
  readonly actual: string;
  readonly predicted: string;
  readonly scale: string;
};

/** Drawn at twice the size, for print and for fine screens. */
const pixelRatio = 2;
/** Canvases beyond this many pixels a side fail in some browsers. */
const maxPixels = 8192;
const font = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const ink = '#1b2426';
const softInk = '#4a5659';
const margin = 24;

/** Draws a confusion matrix on white, with title, data, axes and scale. Null where the browser gives no picture. */
export async function matrixPicture(picture: MatrixPicture): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) return null;
  const layout = layOut(context, picture);
  const scale = Math.min(pixelRatio, maxPixels / layout.width, maxPixels / layout.height);
  canvas.width = Math.round(layout.width * scale);
  canvas.height = Math.round(layout.height * scale);
  context.scale(scale, scale);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, layout.width, layout.height);
  drawWords(context, picture, layout);
  drawCells(context, picture.counts, layout);
  drawScale(context, picture.scale, layout);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

type Layout = ReturnType<typeof layOut>;

function layOut(context: CanvasRenderingContext2D, { labels, title, subtitle }: MatrixPicture) {
  const cell =
    labels.length <= 12 ? 56 : labels.length <= 40 ? 44 : Math.max(4, Math.floor(2400 / labels.length));
  context.font = `14px ${font}`;
  const titleWidth = Math.min(220, Math.max(...labels.map((label) => context.measureText(label).width)) + 12);
  const left = margin + 28 + titleWidth;
  const top = margin + 34 + subtitle.length * 22 + 36 + titleWidth;
  const size = cell * labels.length;
  context.font = `600 20px ${font}`;
  const wordsWidth = Math.max(
    context.measureText(title).width,
    ...subtitle.map((line) => line.length * 8),
    420,
  );
  return {
    cell,
    size,
    left,
    top,
    titleWidth,
    width: Math.max(left + size, margin + wordsWidth) + margin,
    height: top + size + 64,
  };
}

function drawWords(context: CanvasRenderingContext2D, picture: MatrixPicture, layout: Layout): void {
  const { cell, left, top, size, titleWidth } = layout;
  context.textBaseline = 'middle';
  context.fillStyle = ink;
  context.font = `600 20px ${font}`;
  context.fillText(picture.title, margin, margin + 12);
  context.font = `14px ${font}`;
  context.fillStyle = softInk;
  picture.subtitle.forEach((line, i) => context.fillText(line, margin, margin + 44 + i * 22));
  context.fillStyle = ink;
  picture.labels.forEach((label, i) => {
    const middle = (i + 0.5) * cell;
    context.textAlign = 'right';
    context.fillText(label, left - 8, top + middle, titleWidth - 8);
    turned(context, left + middle, top - 8, () => {
      context.textAlign = 'left';
      context.fillText(label, 0, 0, titleWidth - 8);
    });
  });
  context.textAlign = 'center';
  context.font = `600 15px ${font}`;
  context.fillText(picture.predicted, left + size / 2, top - titleWidth - 18);
  turned(context, margin + 10, top + size / 2, () => context.fillText(picture.actual, 0, 0));
}

function turned(context: CanvasRenderingContext2D, x: number, y: number, draw: () => void): void {
  context.save();
  context.translate(x, y);
  context.rotate(-Math.PI / 2);
  draw();
  context.restore();
}

function drawCells(context: CanvasRenderingContext2D, counts: Counts, { cell, left, top }: Layout): void {
  context.textAlign = 'center';
  counts.forEach((row, i) => {
    const total = rowTotal(row);
    row.forEach((count, j) => {
      const x = left + j * cell;
      const y = top + i * cell;
      const share = total === 0 ? 0 : count / total;
      const colour = count === 0 ? { background: '#f3f4f3', text: softInk } : heatColour(share, 'light');
      context.fillStyle = colour.background;
      context.fillRect(x + 1, y + 1, cell - 2, cell - 2);
      if (i === j) {
        context.strokeStyle = softInk;
        context.strokeRect(x + 1.5, y + 1.5, cell - 3, cell - 3);
      }
      if (cell < 40 || (count === 0 && (i !== j || total === 0))) return;
      context.fillStyle = colour.text;
      context.font = `600 14px ${font}`;
      context.fillText(String(count), x + cell / 2, y + cell / 2 - 8);
      context.font = `12px ${font}`;
      context.fillText(wholePercent(share), x + cell / 2, y + cell / 2 + 9);
    });
  });
}

function drawScale(context: CanvasRenderingContext2D, words: string, { left, top, size }: Layout): void {
  const y = top + size + 28;
  const width = 140;
  for (let x = 0; x < width; x++) {
    context.fillStyle = heatColour(x / (width - 1), 'light').background;
    context.fillRect(left + 20 + x, y, 1, 12);
  }
  context.textAlign = 'left';
  context.fillStyle = softInk;
  context.font = `12px ${font}`;
  context.fillText('0', left + 6, y + 6);
  context.fillText(`100\u00A0%  ${words}`, left + 28 + width, y + 6);
}
