/** Speech Commands: `{speaker}_nohash_{n}.wav`, a word may stand in front. */
const speechCommandsName = /(?:^|_)([0-9a-f]{8})_nohash_\d+\.[^.]*$/;
/** FSDD: `{digit}_{speaker}_{take}.wav`. */
const fsddName = /^\d_(.+)_\d+\.[^.]*$/;

/**
 * Reads who speaks out of a file's name, for the naming of Speech Commands and of FSDD.
 *
 * @param path with `/`; only its last part counts.
 * @returns null where the name does not tell.
 */
export function speakerFromFileName(path: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return speechCommandsName.exec(name)?.[1] ?? fsddName.exec(name)?.[1] ?? null;
}
