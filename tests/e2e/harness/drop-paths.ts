import { resolve } from 'node:path';
import type { Locator } from '@playwright/test';

/**
 * Drags real files or folders from the file system onto an element and lets them go, through the browser's own
 * drag events.
 */
export async function dropPaths(target: Locator, paths: readonly string[]): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (box === null) throw new Error('The element to drop on has no place on the screen.');
  const session = await target.page().context().newCDPSession(target.page());
  const position = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: paths.map((path) => resolve(path)), dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...position, data });
  }
  await session.detach();
}
