import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { compareByCodePoint } from '../../dataset/code-point-order.ts';
import { speakerFromFileName } from '../../dataset/speaker-from-file-name.ts';

export type HoldOut = {
  /** About this share is held out, 0…0.9. */
  readonly share: number;
  /** `speaker`: all clips of a speaker or none, where the file name tells the speaker; `clip`: clip by clip. */
  readonly by: 'speaker' | 'clip';
  readonly seed: number;
};

/** A clip as far as parting depends on it. */
export type PartedClip = {
  readonly path: string;
  readonly label: string;
  /** Settled before: takes a clip to this side, whatever its hash. */
  readonly isHeldOut?: boolean;
};

/** How many clips of a label are on each side. */
type LabelCount = {
  readonly label: string;
  readonly numTrain: number;
  readonly numValidation: number;
};

export type HeldOut<T> = {
  readonly train: readonly T[];
  readonly validation: readonly T[];
  /** Of every label, in the order of code points. */
  readonly counts: readonly LabelCount[];
};

/** Clips that stay together: those of one speaker, or a single one. */
type Group = { readonly place: number; readonly labels: Map<string, number>; isHeld: boolean };

/**
 * Parts training clips from validation clips by a hash of the speaker's or the clip's name, so that adding clips to
 * a data set does not move the others, and each label has about its share on both sides.
 *
 * Only where the hashes leave a label without training clips, or without validation clips though it has two speakers
 * (or clips), the one speaker (clip) that comes nearest changes sides. A label with a single one is trained on.
 */
export function holdOut<T extends PartedClip>(clips: readonly T[], { share, by, seed }: HoldOut): HeldOut<T> {
  const nameOf = ({ path }: T) => (by === 'speaker' ? speakerFromFileName(path) : null) ?? path;
  const groups = new Map<string, Group>();
  for (const clip of clips) {
    const name = nameOf(clip);
    const known = groups.get(name);
    const place = known?.place ?? placeOf(name, seed);
    const isHeld = clip.isHeldOut ?? place < share;
    const group = known ?? { place, labels: new Map<string, number>(), isHeld };
    group.labels.set(clip.label, (group.labels.get(clip.label) ?? 0) + 1);
    groups.set(name, group);
  }
  const labels = [...new Set(clips.map(({ label }) => label))].sort(compareByCodePoint);
  if (share > 0) balance(labels, [...groups.values()]);
  const isHeld = (clip: T) => groups.get(nameOf(clip))?.isHeld === true;
  const [train, validation] = [clips.filter((clip) => !isHeld(clip)), clips.filter(isHeld)];
  const [numTrain, numValidation] = [countLabels(train), countLabels(validation)];
  const counts = labels.map((label) => ({
    label,
    numTrain: numTrain.get(label) ?? 0,
    numValidation: numValidation.get(label) ?? 0,
  }));
  return { train, validation, counts };
}

/** Where a name falls in 0…1. */
function placeOf(name: string, seed: number): number {
  const [a = 0, b = 0, c = 0] = sha256(utf8ToBytes(`${seed}:${name}`));
  return (a * 65_536 + b * 256 + c) / 2 ** 24;
}

/** Gives labels that have all their groups on one side one on the other; training comes first. */
function balance(labels: readonly string[], groups: readonly Group[]): void {
  const byPlace = [...groups].sort((a, b) => a.place - b.place);
  const of = (label: string) => byPlace.filter((group) => group.labels.has(label));
  const isTrained = (label: string, without?: Group) =>
    of(label).some((group) => !group.isHeld && group !== without);
  for (const label of labels) {
    const last = of(label).at(-1);
    if (last !== undefined && !isTrained(label)) last.isHeld = false;
  }
  for (const label of labels) {
    if (of(label).some((group) => group.isHeld)) continue;
    const first = of(label).find((group) => [...group.labels.keys()].every((one) => isTrained(one, group)));
    if (first !== undefined) first.isHeld = true;
  }
}

function countLabels(clips: readonly { readonly label: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { label } of clips) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}
