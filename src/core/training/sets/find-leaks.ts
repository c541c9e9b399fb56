import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Audio } from '../../audio/audio.ts';
import { speakerFromFileName } from '../../dataset/speaker-from-file-name.ts';

/** A clip as far as leaks depend on it. */
export type TracedClip = {
  readonly path: string;
  /** Of `hashRecording`. */
  readonly recording: string;
};

/** What two parts of a data set have in common. */
export type Leaks = {
  /** Speakers with clips in both, as far as file names tell. */
  readonly speakers: readonly string[];
  /** Recordings that are in both, whatever they are called; each with its path in the first and in the second part. */
  readonly recordings: readonly (readonly [string, string])[];
};

/** Finds who and what is in both parts: figures on the second are then better than on new people. */
export function findLeaks(first: readonly TracedClip[], second: readonly TracedClip[]): Leaks {
  const speakers = new Set(first.map(({ path }) => speakerFromFileName(path)));
  const shared = new Set(
    second.map(({ path }) => speakerFromFileName(path)).filter((name) => speakers.has(name)),
  );
  const paths = new Map(first.map(({ recording, path }) => [recording, path]));
  return {
    speakers: [...shared].filter((name) => name !== null).sort(),
    recordings: second.flatMap(({ recording, path }) => {
      const other = paths.get(recording);
      return other === undefined ? [] : [[other, path] as const];
    }),
  };
}

/** SHA-256 of a recording's samples, the same in every file format that keeps them. */
export function hashRecording({ channels }: Audio): string {
  const hash = sha256.create();
  for (const { buffer, byteOffset, byteLength } of channels)
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  return bytesToHex(hash.digest());
}
