/** Clips that count the same in every figure, taken together. */
export type ClipKinds = {
  /** The kind of each clip, `[clips]`, 0…numKinds − 1. */
  readonly kindOf: Int32Array;
  /** A clip of each kind, `[kinds]`. */
  readonly exampleOf: Int32Array;
};

/**
 * Groups clips by what was said and what was recognised, by one model or several.
 *
 * @param columns - places of labels, each `[clips]`; clips are of one kind where all columns agree.
 * @param numLabels - places are below this; its power of the number of columns must stay below 2^53.
 */
export function groupClips(columns: readonly Int32Array[], numLabels: number): ClipKinds {
  const kindOf = new Int32Array(columns[0]?.length ?? 0);
  const kinds = new Map<number, number>();
  const exampleOf: number[] = [];
  for (let clip = 0; clip < kindOf.length; clip++) {
    let key = 0;
    for (const column of columns) key = key * numLabels + (column[clip] ?? 0);
    let kind = kinds.get(key);
    if (kind === undefined) {
      kind = exampleOf.length;
      kinds.set(key, kind);
      exampleOf.push(clip);
    }
    kindOf[clip] = kind;
  }
  return { kindOf, exampleOf: Int32Array.from(exampleOf) };
}

/** What a column has at each kind, `[kinds]`. */
export function columnOfKinds({ exampleOf }: ClipKinds, column: Int32Array): Int32Array {
  return exampleOf.map((clip) => column[clip] ?? 0);
}
