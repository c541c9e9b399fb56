import type { PathFile } from '../../platform/browser/dropped-files.ts';

/** Who takes a drop of sound. */
export type DropTarget = 'classify' | 'evaluate' | 'train';
export type DropHandler = (files: readonly PathFile[]) => void;

/** Hands what was dropped anywhere on the page to its panel; keeps it until the panel is there. */
export class DropRouter {
  readonly #handlers = new Map<DropTarget, DropHandler>();
  readonly #waiting = new Map<DropTarget, readonly PathFile[]>();

  deliver(target: DropTarget, files: readonly PathFile[]): void {
    const handler = this.#handlers.get(target);
    if (handler === undefined) this.#waiting.set(target, files);
    else handler(files);
  }

  /** Only one handler a target. Returns the way out. */
  receive(target: DropTarget, handler: DropHandler): () => void {
    this.#handlers.set(target, handler);
    const waiting = this.#waiting.get(target);
    this.#waiting.delete(target);
    if (waiting !== undefined) handler(waiting);
    return () => {
      if (this.#handlers.get(target) === handler) this.#handlers.delete(target);
    };
  }
}

/**
 * Which panel a drop belongs to: one loose file goes to Classify, anything else to Train where that is on the screen,
 * or else to Evaluate. A folder of one clip has a `/` in its path and is still a folder.
 */
export function dropTarget(files: readonly PathFile[], isTraining: boolean): DropTarget {
  if (looseFile(files) !== null) return 'classify';
  return isTraining ? 'train' : 'evaluate';
}

/** The zip, where one was dropped by itself: a model, or sounds in folders. */
export function droppedZip(files: readonly PathFile[]): File | null {
  const file = looseFile(files);
  return file !== null && /\.zip$/i.test(file.name) ? file : null;
}

function looseFile(files: readonly PathFile[]): File | null {
  const [only] = files;
  return files.length === 1 && only !== undefined && !only.path.includes('/') ? only.file : null;
}
