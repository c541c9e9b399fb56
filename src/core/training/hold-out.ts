import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { speakerFromFileName } from '../dataset/speaker-from-file-name.ts';

export type HoldOut = {
  /** About this share is held out, 0…0.9. */
  readonly share: number;
  /** `speaker`: all clips of a speaker or none, where the file name tells the speaker; `clip`: clip by clip. */
  readonly by: 'speaker' | 'clip';
  readonly seed: number;
};

/**
 * Parts training clips from validation clips by a hash of the speaker's or the clip's name, so that adding clips to
 * a data set never moves the others.
 */
export function holdOut<T extends { readonly path: string }>(
  clips: readonly T[],
  { share, by, seed }: HoldOut,
): { train: T[]; validation: T[] } {
  const isHeld = ({ path }: T) => {
    const name = (by === 'speaker' ? speakerFromFileName(path) : null) ?? path;
    const [a = 0, b = 0, c = 0] = sha256(utf8ToBytes(`${seed}:${name}`));
    return (a * 65_536 + b * 256 + c) / 2 ** 24 < share;
  };
  return { train: clips.filter((clip) => !isHeld(clip)), validation: clips.filter(isHeld) };
}
