import { createRandom } from '../../training/random.ts';
import { drawBinomial, logFactorials } from './draw-binomial.ts';

/** What is drawn as a whole, with replacement: clips of one kind, or clusters of clips. */
type Units = {
  /** How many equal units there are of each, `[units]`. */
  readonly multiplicity: Int32Array;
  /** Where each unit's entries start, `[units + 1]`. */
  readonly starts: Int32Array;
  /** Which kind of clip an entry is, `[entries]`. */
  readonly kinds: Int32Array;
  /** How many clips of that kind the unit has, `[entries]`. */
  readonly counts: Int32Array;
};

/** Fills `[kinds]` with how many clips of each kind one draw has. */
export type Draw = (kindCounts: Float64Array) => void;

/**
 * Makes a bootstrap's draws from how many clips of which kind there are, so that a draw takes as long as there are
 * kinds, not clips. As many units are drawn as there are.
 *
 * @param kindOf - the kind of each clip, `[clips]`; clips of a kind count the same in every figure.
 * @param numKinds - kinds are 0…numKinds − 1.
 * @param clusters - what each clip belongs to, such as its speaker, `[clips]`; clusters are drawn whole. A negative
 * number: the clip stands alone. Null: all do.
 * @returns null with fewer than two units: nothing can be said then.
 */
export function createResampler(
  kindOf: Int32Array,
  numKinds: number,
  clusters: Int32Array | null,
  seed: number,
): Draw | null {
  const units = clusters === null ? unitsOfKinds(kindOf, numKinds) : unitsOfClusters(kindOf, clusters);
  const numUnits = units.multiplicity.reduce((total, count) => total + count, 0);
  if (numUnits < 2) return null;
  const random = createRandom(seed);
  const logFactorial = logFactorials(numUnits);
  return (kindCounts) => {
    kindCounts.fill(0);
    let toDraw = numUnits;
    let left = numUnits;
    for (let unit = 0; toDraw > 0; unit++) {
      const multiplicity = units.multiplicity[unit] ?? 0;
      // A multinomial draw, one unit after the other: each takes its share of what the ones before it left.
      const times = drawBinomial(toDraw, multiplicity / left, logFactorial, random);
      toDraw -= times;
      left -= multiplicity;
      if (times > 0) addUnit(units, unit, times, kindCounts);
    }
  };
}

function addUnit({ starts, kinds, counts }: Units, unit: number, times: number, sums: Float64Array): void {
  const end = starts[unit + 1] ?? 0;
  for (let entry = starts[unit] ?? 0; entry < end; entry++) {
    const kind = kinds[entry] ?? 0;
    sums[kind] = (sums[kind] ?? 0) + times * (counts[entry] ?? 0);
  }
}

function unitsOfKinds(kindOf: Int32Array, numKinds: number): Units {
  const multiplicity = new Int32Array(numKinds);
  for (const kind of kindOf) multiplicity[kind] = (multiplicity[kind] ?? 0) + 1;
  return {
    multiplicity,
    starts: Int32Array.from({ length: numKinds + 1 }, (_, i) => i),
    kinds: Int32Array.from({ length: numKinds }, (_, i) => i),
    counts: new Int32Array(numKinds).fill(1),
  };
}

/** Clips sorted by cluster and kind; equal neighbours are one entry. */
function unitsOfClusters(kindOf: Int32Array, clusters: Int32Array): Units {
  const clips = Array.from(kindOf, (_, clip) => clip).sort(
    (a, b) => (clusters[a] ?? 0) - (clusters[b] ?? 0) || (kindOf[a] ?? 0) - (kindOf[b] ?? 0),
  );
  const starts: number[] = [];
  const kinds: number[] = [];
  const counts: number[] = [];
  clips.forEach((clip, i) => {
    const before = clips[i - 1];
    const kind = kindOf[clip] ?? 0;
    const cluster = clusters[clip] ?? -1;
    const isSameUnit = before !== undefined && cluster >= 0 && clusters[before] === cluster;
    if (!isSameUnit) starts.push(kinds.length);
    if (isSameUnit && kindOf[before] === kind) {
      counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
    } else {
      kinds.push(kind);
      counts.push(1);
    }
  });
  return {
    multiplicity: new Int32Array(starts.length).fill(1),
    starts: Int32Array.from([...starts, kinds.length]),
    kinds: Int32Array.from(kinds),
    counts: Int32Array.from(counts),
  };
}
