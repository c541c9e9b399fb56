import { formatFigure, makeFigure } from '../../models/figure.ts';
import type { FigureRow } from '../../models/figure-rows.ts';

/** What a figure has to say, line by line. */
export type Report = {
  /** A share of clips that were right. With a bar, it is met when the interval reaches it. */
  readonly share: (what: Pick<FigureRow, 'model' | 'data' | 'split'>, right: Right, bar?: number) => void;
  /** Anything else; `isMet` where it has a bar. */
  readonly say: (line: string, isMet?: boolean) => void;
  /** The shares so far. */
  readonly rows: FigureRow[];
  /** No bar was missed. */
  readonly isMet: () => boolean;
};

export type Right = { readonly numRight: number; readonly numClips: number };

/** Measures one figure with the models that are made. */
export type ModelFigure = (report: Report) => Promise<void>;

/** Prints as it goes. */
export function createReport(): Report {
  const rows: FigureRow[] = [];
  let isAllMet = true;
  const say = (line: string, isMet = true) => {
    isAllMet &&= isMet;
    console.log(isMet ? line : `${line}   MISSED`);
  };
  return {
    rows,
    say,
    share(what, { numRight, numClips }, bar) {
      if (numClips === 0) throw new Error(`${what.data}: there are no clips.`);
      const figure = makeFigure(numRight, numClips);
      rows.push({ ...what, ...figure });
      const wanted = bar === undefined ? '' : `, bar ${(bar * 100).toFixed(1)} %`;
      say(
        `${what.model}, ${what.data}, ${what.split}: ${formatFigure(figure)}${wanted}`,
        bar === undefined || figure.interval[1] >= bar,
      );
    },
    isMet: () => isAllMet,
  };
}
