import { indexOfHighest } from './evaluation.ts';
import { type ClipMeasures, columnsOfMeasures } from './run-columns.ts';
import type { ClipColumn, RunTable } from './run-record.ts';
import { takeRows } from './run-table.ts';

/** A clip of an evaluation before it is heard. */
export type PlannedClip = { readonly path: string; readonly label: string };

/** Clips with a model's scores; `clips` are places in the list of planned clips. */
export type ScoredClips = {
  readonly clips: Int32Array;
  /** `[clips, labels]` in the order of the model's labels. */
  readonly scores: Float32Array;
  readonly measures: ClipMeasures;
};

/** Room for the measures of so many clips. */
export function emptyMeasures(numClips: number) {
  return {
    durationSec: new Float32Array(numClips),
    rmsDbfs: new Float32Array(numClips),
    snrDb: new Float32Array(numClips),
    hashes: Array.from<string | null>({ length: numClips }).fill(null),
  };
}

/** Writes measures of clips behind those of `first` others. */
export function setMeasures(
  all: ReturnType<typeof emptyMeasures>,
  { durationSec, rmsDbfs, snrDb, hashes }: ClipMeasures,
  first: number,
): void {
  all.durationSec.set(durationSec, first);
  all.rmsDbfs.set(rmsDbfs, first);
  all.snrDb.set(snrDb, first);
  for (const [i, hash] of hashes.entries()) all.hashes[first + i] = hash;
}

/** The measures of clips `first` to before `end`. */
export function sliceMeasures(
  { durationSec, rmsDbfs, snrDb, hashes }: ClipMeasures,
  first: number,
  end: number,
): ClipMeasures {
  return {
    durationSec: durationSec.subarray(first, end),
    rmsDbfs: rmsDbfs.subarray(first, end),
    snrDb: snrDb.subarray(first, end),
    hashes: hashes.slice(first, end),
  };
}

/** Lays clips out by columns while they are heard. Memory for all of them is taken at once. */
export class TableBuilder {
  readonly #labels: readonly string[];
  readonly #numScores: number;
  readonly #planned: readonly PlannedClip[];
  readonly #placeOf: ReadonlyMap<string, number>;
  readonly #order: Int32Array;
  readonly #paths: string[] = [];
  readonly #actual: Int32Array;
  readonly #predicted: Int32Array;
  readonly #scores: Float32Array;
  readonly #measures: ReturnType<typeof emptyMeasures>;

  /**
   * @param labels the model's, then those only the data has.
   * @param numScores how many of them are the model's.
   */
  constructor(labels: readonly string[], numScores: number, planned: readonly PlannedClip[]) {
    this.#labels = labels;
    this.#numScores = numScores;
    this.#planned = planned;
    this.#placeOf = new Map(labels.map((label, place) => [label, place]));
    this.#order = new Int32Array(planned.length);
    this.#actual = new Int32Array(planned.length);
    this.#predicted = new Int32Array(planned.length);
    this.#scores = new Float32Array(planned.length * numScores);
    this.#measures = emptyMeasures(planned.length);
  }

  /** Takes clips that have been heard, each once. */
  add({ clips, scores, measures }: ScoredClips): void {
    const numScores = this.#numScores;
    setMeasures(this.#measures, measures, this.#paths.length);
    for (let i = 0; i < clips.length; i++) {
      const clip = clips[i] ?? 0;
      const planned = this.#planned[clip];
      if (planned === undefined) throw new RangeError(`There is no clip ${clip}.`);
      const row = this.#paths.push(planned.path) - 1;
      const own = scores.subarray(i * numScores, (i + 1) * numScores);
      this.#order[row] = clip;
      this.#actual[row] = this.#placeOf.get(planned.label) ?? 0;
      this.#predicted[row] = indexOfHighest(own);
      this.#scores.set(own, row * numScores);
    }
  }

  /** What has been heard so far, in the order in which it came. Later clips do not change it. */
  get table(): RunTable {
    const numClips = this.#paths.length;
    return {
      labels: this.#labels,
      numScores: this.#numScores,
      paths: this.#paths.slice(),
      actual: this.#actual.subarray(0, numClips),
      predicted: this.#predicted.subarray(0, numClips),
      scores: this.#scores.subarray(0, numClips * this.#numScores),
      columns: [],
    };
  }

  /**
   * All that was heard, in the order in which it was planned, with what was measured.
   *
   * @param columns what else is known of the planned clips, a value for each.
   */
  finish(columns: readonly ClipColumn[] = []): RunTable {
    const heard = this.#order.subarray(0, this.#paths.length);
    const rowOf = new Int32Array(this.#planned.length).fill(-1);
    heard.forEach((clip, row) => {
      rowOf[clip] = row;
    });
    const clips = heard.toSorted();
    const measures = sliceMeasures(this.#measures, 0, this.#paths.length);
    const measured = columnsOfMeasures(measures, new Set(columns.map(({ name }) => name)));
    const table = takeRows(
      { ...this.table, columns: measured },
      clips.map((clip) => rowOf[clip] ?? 0),
    );
    return { ...table, columns: [...takeColumns(columns, clips), ...table.columns] };
  }
}

function takeColumns(columns: readonly ClipColumn[], clips: Int32Array): ClipColumn[] {
  return columns.map((column) =>
    column.kind === 'text'
      ? { ...column, values: Array.from(clips, (clip) => column.values[clip] ?? null) }
      : { ...column, values: Float64Array.from(clips, (clip) => column.values[clip] ?? Number.NaN) },
  );
}
