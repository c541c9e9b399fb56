import type { StoredTake } from '../../../platform/browser/page-database.ts';
import type { TrainingClip } from '../../../workers/training-protocol.ts';

/** Takes as clips, named as Speech Commands names them: the name says who speaks. */
export function takeClips(takes: readonly StoredTake[]): (TrainingClip & { readonly file: Blob })[] {
  const numbers = new Map<string, number>();
  return takes.map(({ word, speaker, wav, isHeldOut }) => {
    const key = `${word}/${speaker}`;
    const number = numbers.get(key) ?? 0;
    numbers.set(key, number + 1);
    return { path: `${key}_nohash_${number}.wav`, label: word, file: wav, isHeldOut };
  });
}
