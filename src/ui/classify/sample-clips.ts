import * as v from 'valibot';
import { PhonoscopeError } from '../../core/errors.ts';
import { shippedModelNames } from '../../core/models/shipped-models.ts';

const sampleSchema = v.object({
  file: v.pipe(v.string(), v.regex(/^[\w.-]+$/)),
  word: v.string(),
  model: v.picklist(shippedModelNames),
  voice: v.string(),
});

/** A shipped clip: what is said in it, by which synthetic voice, and the model that knows the word. */
export type SampleClip = v.InferOutput<typeof sampleSchema>;

/** The list of shipped clips, from `samples/index.json` beside the page. */
export async function fetchSampleList(): Promise<readonly SampleClip[]> {
  const response = await fetchFromPage('samples/index.json');
  return v.parse(v.array(sampleSchema), await response.json());
}

/** The sound of a shipped clip. */
export async function fetchSample(clip: SampleClip): Promise<Blob> {
  const response = await fetchFromPage(`samples/${clip.file}`);
  return response.blob();
}

async function fetchFromPage(path: string): Promise<Response> {
  const response = await fetch(new URL(path, document.baseURI)).catch(() => null);
  if (response?.ok !== true) {
    throw new PhonoscopeError('file-unreadable', `${path} could not be fetched.`, { path });
  }
  return response;
}
