/** What a model is to bear: one way in which a recording, or where a model listens in it, differs from the file. */
export type Condition =
  /** One of the built-in noises; the active part of the speech has `snrDb` more power than the noise's. */
  | { readonly kind: 'noise'; readonly snrDb: number }
  /** What the model hears lies so much later (negative: earlier) in its window. */
  | { readonly kind: 'shift'; readonly shiftSec: number }
  /** Spoken so many times as fast, at the same pitch. */
  | { readonly kind: 'speed'; readonly factor: number }
  /** Only frequencies between the two; null = no limit on that side. */
  | { readonly kind: 'band'; readonly lowHz: number | null; readonly highHz: number | null }
  /** A room whose tail falls by 60 dB in `decaySec` and has the energy of the direct sound. */
  | { readonly kind: 'room'; readonly decaySec: number }
  /** The highest peak at this level; what exceeds full scale is clipped. */
  | { readonly kind: 'level'; readonly peakDbfs: number };

/** One point of a curve: `x` in the group's unit, or the place in the order where it has none. */
type ConditionPoint = {
  readonly x: number;
  /** Null = the recordings as they are. */
  readonly condition: Condition | null;
};

/** Conditions of one kind, in the order of the curve, the unchanged recordings among them. */
export type ConditionGroup = {
  readonly kind: Condition['kind'];
  /** Null where the points are only one beside the other. */
  readonly unit: 'dB' | 's' | '×' | null;
  readonly points: readonly ConditionPoint[];
};

/** Where recordings without added noise stand on an axis of SNRs: few have less noise of their own. */
const cleanSnrDb = 30;

/** The fixed list of conditions, in the order in which their curves are drawn. */
export const conditionGroups: readonly ConditionGroup[] = [
  {
    kind: 'noise',
    unit: 'dB',
    points: [
      { x: cleanSnrDb, condition: null },
      ...[20, 10, 5, 0, -5].map((snrDb) => ({ x: snrDb, condition: { kind: 'noise' as const, snrDb } })),
    ],
  },
  {
    kind: 'shift',
    unit: 's',
    points: [-0.2, -0.1, 0, 0.1, 0.2].map((shiftSec) => ({
      x: shiftSec,
      condition: shiftSec === 0 ? null : { kind: 'shift', shiftSec },
    })),
  },
  {
    kind: 'speed',
    unit: '×',
    points: [0.8, 0.9, 1, 1.1, 1.25].map((factor) => ({
      x: factor,
      condition: factor === 1 ? null : { kind: 'speed', factor },
    })),
  },
  {
    kind: 'band',
    unit: null,
    points: [
      { x: 0, condition: null },
      // A small loudspeaker; the telephone of ITU-T G.712; a blanket over the microphone.
      { x: 1, condition: { kind: 'band', lowHz: 500, highHz: null } },
      { x: 2, condition: { kind: 'band', lowHz: 300, highHz: 3400 } },
      { x: 3, condition: { kind: 'band', lowHz: null, highHz: 2000 } },
    ],
  },
  {
    kind: 'room',
    unit: 's',
    // Small, medium, large: a living room, a classroom, a hall.
    points: [0, 0.3, 0.6, 1.2].map((decaySec) => ({
      x: decaySec,
      condition: decaySec === 0 ? null : { kind: 'room', decaySec },
    })),
  },
  {
    kind: 'level',
    unit: 'dB',
    points: [
      { x: -20, condition: { kind: 'level', peakDbfs: -20 } },
      { x: 0, condition: null },
      { x: 12, condition: { kind: 'level', peakDbfs: 12 } },
    ],
  },
];

/** All conditions of the list, group after group. */
export const allConditions: readonly Condition[] = conditionGroups.flatMap(({ points }) =>
  points.flatMap(({ condition }) => (condition === null ? [] : [condition])),
);

/** A number for a path, so that a clip gets the same noise in every run and under every condition: FNV-1a, 32 bits. */
export function seedOfPath(path: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < path.length; i++) hash = Math.imul(hash ^ path.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
