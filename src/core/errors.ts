/** Every code, so that what was kept can be checked. */
export const errorCodes = [
  'aborted',
  'audio-empty-file',
  'audio-not-wav',
  'audio-other-format',
  'audio-unsupported-encoding',
  'audio-broken-header',
  'audio-no-samples',
  'audio-bad-rate',
  'audio-too-long',
  'audio-undecodable',
  'file-unreadable',
  'folder-no-audio',
  'folder-large',
  'folder-missing-split',
  'folder-other-run',
  'front-end-invalid',
  'front-end-mismatch',
  'model-unknown',
  'model-unreachable',
  'model-invalid',
  'model-newer',
  'config-invalid',
  'csv-invalid',
  'run-invalid',
  'run-newer',
  'run-gone',
  'table-large',
  'manifest-invalid',
  'pattern-invalid',
  'labels-many',
  'label-no-row',
  'label-empty',
  'label-conflict',
  'label-no-match',
  'arpa-invalid',
  'corpus-empty',
  'corpus-reserved',
  'corpus-large',
  'text-encoding',
  'text-large',
  'language-gone',
  'take-silent',
  'take-clipped',
  'take-long',
  'word-empty',
  'word-known',
  'word-name',
  'takes-too-many',
  'zip-unreadable',
  'grammar-invalid',
  'references-invalid',
  'references-missing',
  'hmm-invalid',
  'training-diverged',
  'training-no-clips',
  'training-one-label',
  'training-silent',
  'training-all-silent',
  'training-running',
  'training-elsewhere',
  'storage-full',
  'storage-unavailable',
  'training-too-large',
  'backend-unavailable',
  'microphone-denied',
  'microphone-absent',
  'microphone-busy',
  'microphone-insecure',
  'worker-crashed',
  'internal',
] as const;

/**
 * Every way in which Phonoscope's own code can refuse something. The page translates `errors.<code>`
 * with the details as parameters; the command line prints `message`.
 */
export type ErrorCode = (typeof errorCodes)[number];

export type ErrorDetails = Readonly<Record<string, string | number>>;

/** An error that a person can act on: a stable code, an English sentence, and the values the sentence needs. */
export class PhonoscopeError extends Error {
  override readonly name = 'PhonoscopeError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** Wraps whatever was thrown, so that callers always have a code and a sentence. */
export function toPhonoscopeError(thrown: unknown): PhonoscopeError {
  if (thrown instanceof PhonoscopeError) return thrown;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new PhonoscopeError('internal', `Something went wrong: ${reason}`, { reason });
}
