import type { PathFile } from '../../platform/browser/dropped-files.ts';

/** Who takes a drop: one loose file goes to Classify, anything else to Evaluate. */
export type DropTarget = 'classify' | 'evaluate';
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

/** Which panel a drop belongs to. A folder of one clip has a `/` in its path and is still a folder. */
export function dropTarget(files: readonly PathFile[]): DropTarget {
  const [only] = files;
  return files.length === 1 && only !== undefined && !only.path.includes('/') ? 'classify' : 'evaluate';
}
