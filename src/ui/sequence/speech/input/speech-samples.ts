import * as v from 'valibot';
import { PhonoscopeError } from '../../../../core/errors.ts';

const sampleSchema = v.object({ title: v.string(), url: v.string(), reference: v.string() });

/** A shipped recording of several words: its name, where it lies beside the page, and what is said in it. */
export type SpeechSample = v.InferOutput<typeof sampleSchema>;

/** The list of shipped recordings, from `samples/strings.json` beside the page. */
export async function fetchSpeechSamples(): Promise<readonly SpeechSample[]> {
  const response = await fetchFromPage('samples/strings.json');
  return v.parse(v.array(sampleSchema), await response.json());
}

/** The sound of a shipped recording. */
export async function fetchSpeechSample({ url }: SpeechSample): Promise<Blob> {
  const response = await fetchFromPage(url);
  return response.blob();
}

async function fetchFromPage(path: string): Promise<Response> {
  const url = new URL(path, document.baseURI);
  const response = await fetch(url).catch(() => null);
  if (response?.ok !== true) {
    throw new PhonoscopeError('file-unreadable', `${path} could not be fetched.`, { path });
  }
  return response;
}
