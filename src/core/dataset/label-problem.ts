import type { ErrorCode, ErrorDetails } from '../errors.ts';

/** Why a file has no label: like a PhonoscopeError, but light enough for a hundred thousand files. */
export type LabelProblem = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: ErrorDetails;
};

export const labelProblem = {
  noRow: (manifest: string): LabelProblem => ({
    code: 'label-no-row',
    message: `It has no label: no row of ${manifest} names it.`,
    details: { manifest },
  }),
  empty: (manifest: string, line: number): LabelProblem => ({
    code: 'label-empty',
    message: `It has no label: line ${line} of ${manifest} gives none.`,
    details: { manifest, line },
  }),
  conflict: (manifest: string, labels: readonly string[], lines: readonly number[]): LabelProblem => {
    const details = { manifest, labels: firstFew(labels), lines: firstFew(lines.map(String)) };
    return {
      code: 'label-conflict',
      message: `Lines ${details.lines} of ${manifest} give it different labels: ${details.labels}.`,
      details,
    };
  },
  noMatch: (pattern: string): LabelProblem => ({
    code: 'label-no-match',
    message: `It has no label: its path does not match ${pattern}.`,
    details: { pattern },
  }),
};

function firstFew(texts: readonly string[]): string {
  return texts.length > 5 ? `${texts.slice(0, 5).join(', ')}, …` : texts.join(', ');
}
