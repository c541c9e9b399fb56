import { prepareClip } from '../core/audio/prepare-clip.ts';
import type { FeatureExtractor } from '../core/features/extract-features.ts';
import type { FrontEnd } from '../core/features/front-end.ts';
import {
  planWindows,
  planWords,
  prepareWindow,
  type WindowPlan,
  type WordPlan,
} from '../core/language/decoder/speech-windows.ts';
import type { WindowKind } from '../core/language/decoder/decode-options.ts';
import type { Span } from '../core/language/decoder/whole-words.ts';
import type { Audio } from '../core/audio/audio.ts';
import { FeaturePack } from './feature-pack.ts';

type Speech = Pick<WindowPlan, 'windows' | 'sampleRateHz'> & { readonly samples: Float32Array };

/** A recording is heard twice, while the next is opened; a folder and the page may do so side by side. */
const maxKept = 8;

/** Keeps the last recordings of several words decoded, so that their windows can be heard part by part. */
export function createSpeechCache() {
  const kept = new Map<number, Speech>();
  const keep = (key: number, speech: Speech): void => {
    kept.set(key, speech);
    const [oldest] = kept.keys();
    if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
  };
  return {
    open(key: number, audio: Audio, frontEnd: FrontEnd, kind: WindowKind): WindowPlan {
      const { whole } = prepareClip(audio, { ...frontEnd, clipSamples: null, level: null });
      const plan = planWindows(whole, frontEnd, kind);
      keep(key, { ...plan, samples: whole });
      return plan;
    },
    /** Plans how to hear stretches of a recording that is open; null where it is not kept any more. */
    openWords({ key, wordsKey }: { key: number; wordsKey: number }, spans: readonly Span[]): WordPlan | null {
      const speech = kept.get(key);
      if (speech === undefined) return null;
      const plan = planWords(spans, speech.sampleRateHz);
      keep(wordsKey, { ...plan, samples: speech.samples });
      return plan;
    },
    /** Features of some windows, one after the other; null where the recording is not kept any more. */
    extract(key: number, first: number, count: number, frontEnd: FrontEnd, extract: FeatureExtractor) {
      const speech = kept.get(key);
      if (speech === undefined) return null;
      const windows = speech.windows.slice(first, first + count);
      const pack = new FeaturePack(windows.length);
      for (const window of windows) {
        const samples = prepareWindow(speech.samples, window, frontEnd);
        pack.add((allocate) => extract(samples, allocate));
      }
      return { ...pack.finish(), numClips: windows.length };
    },
  };
}
