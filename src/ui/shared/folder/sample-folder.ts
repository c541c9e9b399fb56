import * as v from 'valibot';
import { PhonoscopeError } from '../../../core/errors.ts';
import type { Folder, FolderFile } from './folder-plan.ts';

const indexSchema = v.array(v.object({ path: v.string(), label: v.string() }));
const numAtOnce = 8;

/**
 * Fetches the shipped sample folder from beside the page.
 *
 * @throws PhonoscopeError `file-unreadable` when a part of it cannot be fetched, `aborted`
 */
export async function fetchSampleFolder(name: string, signal: AbortSignal): Promise<Folder> {
  const base = new URL('samples/digits/', document.baseURI);
  const index = v.parse(indexSchema, await (await fetchPart(base, 'index.json', signal)).json());
  const files: FolderFile[] = [];
  const waiting = index.map(({ path }) => path);
  const worker = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      files.push({ path, file: await (await fetchPart(base, path, signal)).blob() });
    }
  };
  await Promise.all(Array.from({ length: numAtOnce }, worker));
  return { name, files, lists: {} };
}

async function fetchPart(base: URL, path: string, signal: AbortSignal): Promise<Response> {
  try {
    const response = await fetch(new URL(path, base), { signal });
    if (response.ok) return response;
  } catch (thrown) {
    if (signal.aborted) throw new PhonoscopeError('aborted', 'Stopped.');
    throw unreachable(path, thrown instanceof Error ? thrown.message : String(thrown));
  }
  throw unreachable(path, 'missing');
}

function unreachable(path: string, reason: string): PhonoscopeError {
  return new PhonoscopeError('file-unreadable', `The file ${path} cannot be read: ${reason}`, {
    path,
    reason,
  });
}
