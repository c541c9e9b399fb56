import { PhonoscopeError } from '../core/errors.ts';

/** The three files of a shipped model, as they come from the server. */
export type ModelFiles = {
  readonly modelJson: string;
  readonly weights: Uint8Array;
  readonly phonoscopeJson: string;
};

/**
 * Fetches a shipped model from `models/<name>/` beside the page.
 *
 * @param baseUrl the page's address.
 * @throws PhonoscopeError `model-unreachable` with the model's name and a reason.
 */
export async function fetchModel(
  name: string,
  baseUrl: string,
  fetchFile: (url: URL) => Promise<Response> = (url) => fetch(url),
): Promise<ModelFiles> {
  const read = async <T>(file: string, take: (response: Response) => Promise<T>): Promise<T> => {
    try {
      const response = await fetchFile(new URL(`models/${name}/${file}`, baseUrl));
      if (!response.ok) throw new Error(`${file}: ${response.status}`);
      // Some servers answer for a missing file with the page itself.
      if (response.headers.get('content-type')?.startsWith('text/html') === true)
        throw new Error(`${file}: 404`);
      return await take(response);
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      throw new PhonoscopeError('model-unreachable', `The model "${name}" cannot be fetched: ${reason}`, {
        name,
        reason,
      });
    }
  };
  const [modelJson, weights, phonoscopeJson] = await Promise.all([
    read('model.json', (response) => response.text()),
    read('weights.bin', async (response) => new Uint8Array(await response.arrayBuffer())),
    read('phonoscope.json', (response) => response.text()),
  ]);
  return { modelJson, weights, phonoscopeJson };
}
