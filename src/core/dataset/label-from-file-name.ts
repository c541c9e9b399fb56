const digitNames = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;

/** FSDD: `{digit}_{speaker}_{take}.wav`. */
const fsddName = /^(\d)_.+_\d+$/;
/** Speech Commands: `{speaker}_nohash_{n}.wav`, where the name says nothing about the word. */
const speakerName = /^[0-9a-f]{8}_nohash_\d+$/;
/** `label_rest`; a label may itself be wrapped in underscores, as `_unknown_`. */
const labelledName = /^(_[^_]+_|[^_]+)_?.*$/;

/**
 * Reads the label out of a file name: `7_jackson_3.wav` → seven, `yes_take2.wav` → yes,
 * `_unknown__bird_1.wav` → `_unknown_`.
 *
 * @returns null where the name has no underscore between a label and a rest, or is that of a Speech Commands clip.
 */
export function labelFromFileName(fileName: string): string | null {
  const stem = fileName.replace(/\.[^.]*$/, '');
  const digit = fsddName.exec(stem)?.[1];
  if (digit !== undefined) return digitNames[Number(digit)] ?? null;
  if (speakerName.test(stem)) return null;
  const label = labelledName.exec(stem)?.[1];
  const hasRest = label !== undefined && stem.length > label.length;
  return hasRest ? label : null;
}
