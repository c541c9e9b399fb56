import type { Features } from '../../../core/features/features.ts';
import type { Recogniser } from '../../../workers/recogniser.ts';
import type { StoredFile } from '../../../platform/browser/stored-file.ts';

/** A spectrogram of a second takes about 30 kB; more than this many are not kept. */
const maxKept = 240;

/** Spectrograms of clips, worked out when they are first asked for; the oldest are forgotten. */
export class Thumbnails {
  readonly #kept = new Map<StoredFile, Features>();
  readonly #recogniser: Recogniser;

  constructor(recogniser: Recogniser) {
    this.#recogniser = recogniser;
  }

  /** The spectrogram if it is there already. */
  peek(file: StoredFile): Features | null {
    return this.#kept.get(file) ?? null;
  }

  /** @throws PhonoscopeError as `Recogniser.analyse`; `aborted` when it is no longer wanted. */
  async load(file: StoredFile, signal: AbortSignal): Promise<Features> {
    const known = this.#kept.get(file);
    if (known !== undefined) return known;
    const { spectrogram } = await this.#recogniser.analyse(file, { signal });
    this.#kept.set(file, spectrogram);
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > maxKept && oldest !== undefined) this.#kept.delete(oldest);
    return spectrogram;
  }
}
