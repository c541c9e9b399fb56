import type { Handlers } from './expose-worker.ts';
import { createLanguageHandlers } from './language-handlers.ts';
import type { LanguageApi } from './language-protocol.ts';
import { LanguageStore } from './language-store.ts';
import { yieldTurn } from './yield-turn.ts';

/** What the language worker does. */
export const languageHandlers: Handlers<LanguageApi> = createLanguageHandlers({
  store: new LanguageStore(),
  yieldTurn,
});
