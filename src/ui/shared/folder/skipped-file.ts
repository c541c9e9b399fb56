import type { TFunction } from 'i18next';
import { noLabelReason } from '../../../core/dataset/label-clips.ts';
import type { LabelledData } from '../../../core/dataset/labelled-data.ts';
import type { PlainError } from '../../../workers/protocol.ts';

/** A file that was left out; `error` is null where no rule gives it a label, and where an old run has kept the sentence only. */
export type SkippedFile = {
  readonly path: string;
  readonly reason: string;
  readonly error: PlainError | null;
};

/** The files that have no label; they are listed with those that cannot be read. */
export function unlabelledFiles({ unlabelled }: LabelledData): SkippedFile[] {
  return unlabelled.map(({ path, problem }) => ({
    path,
    reason: problem?.message ?? noLabelReason,
    error: problem,
  }));
}

/** Why a file was left out, in the page's language; null where an old run has kept the English sentence only. */
export function reasonWords(
  { reason, error }: Pick<SkippedFile, 'reason' | 'error'>,
  t: TFunction,
): string | null {
  if (error !== null) return t(`errors.${error.code}`, error.details);
  return reason === '' || reason === noLabelReason ? t('folder.noLabel') : null;
}
