import { createEvaluationHandlers } from './evaluation-handlers.ts';
import type { EvaluationApi } from './evaluation-protocol.ts';
import type { Handlers } from './expose-worker.ts';

/** What the evaluation worker does. */
export const evaluationHandlers: Handlers<EvaluationApi> = createEvaluationHandlers();
