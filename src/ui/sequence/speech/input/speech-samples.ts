import * as v from 'valibot';
import { PhonoscopeError } from '../../../../core/errors.ts';
import { shippedModelNames } from '../../../../core/models/shipped-models.ts';

const sampleSchema = v.object({
  file: v.pipe(v.string(), v.regex(/^[\w.-]+$/)),
  words: v.array(v.string()),
  model: v.picklist(shippedModelNames),
  voice: v.string(),
});

/** A shipped recording of several words: what is said in it, by which synthetic voice, and the model that knows them. */
export type SpeechSample = v.InferOutput<typeof sampleSchema>;

/** The list of shipped recordings, from `samples/strings.json` beside the page. */
export async function fetchSpeechSamples(): Promise<readonly SpeechSample[]> {
  const response = await fetchFromPage('samples/strings.json');
  return v.parse(v.array(sampleSchema), await response.json());
}

/** The sound of a shipped recording. */
export async function fetchSpeechSample({ file }: SpeechSample): Promise<Blob> {
  const response = await fetchFromPage(`samples/${file}`);
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
