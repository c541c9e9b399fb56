import { useEffect, useState } from 'react';
import type { LabelSet } from '../../../../core/language/decoder/emissions.ts';
import type { PlainError } from '../../../../workers/protocol.ts';
import type { SpeechDecoder } from '../speech-clients.ts';
import { plain } from '../speech-session.ts';

export type GrammarCheck = {
  readonly error: PlainError | null;
  /** Words of the grammar that the model lacks. */
  readonly missing: readonly string[];
};

const nothingWrong: GrammarCheck = { error: null, missing: [] };
/** Somebody who types is left alone for so long. */
const pauseMs = 300;

/** What is wrong with a grammar, as it is written; the last answer stands until the next one comes. */
export function useGrammarCheck(
  decoder: SpeechDecoder,
  text: string,
  labelSet: LabelSet | null,
): GrammarCheck {
  const [check, setCheck] = useState(nothingWrong);
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    const ask = async () => {
      try {
        const words = labelSet ?? { labels: [], roles: new Map() };
        const { missing } = await decoder.checkGrammar({ text, labelSet: words }, { signal });
        if (!signal.aborted) setCheck({ error: null, missing: labelSet === null ? [] : missing });
      } catch (thrown) {
        if (!signal.aborted) setCheck({ error: plain(thrown), missing: [] });
      }
    };
    const timer = setTimeout(() => void ask(), pauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [decoder, text, labelSet]);
  return check;
}
