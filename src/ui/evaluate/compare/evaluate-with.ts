import { labelOrder } from '../../../core/evaluation/confusion-matrix.ts';
import type { RunRecord, RunTable } from '../../../core/evaluation/run-record.ts';
import { sharesWith } from '../../../core/evaluation/shared-with-training.ts';
import { TableBuilder } from '../../../core/evaluation/table-builder.ts';
import type { EvaluateResult, LabelledClip } from '../../../workers/protocol.ts';
import { leftOutFile } from '../session/evaluation-run.ts';
import type { StoredFile } from '../../../platform/browser/stored-file.ts';

/** The clips of a run whose sound is here, with the labels that they had before any edit. */
export function clipsWithSound(
  { labels, paths, actual }: RunTable,
  fileOf: (path: string) => StoredFile | null,
): LabelledClip[] {
  return paths.flatMap((path, i) => {
    const file = fileOf(path);
    return file === null ? [] : [{ path, label: labels[actual[i] ?? -1] ?? '', file }];
  });
}

/** The run of another model on the clips of a run that has ended. */
export function recordOfOther(
  { dataName, split, isWhole, mapping }: RunRecord,
  clips: readonly LabelledClip[],
  { heard, metadata, backend, seconds, unreadable }: EvaluateResult,
  endedMs: number,
): RunRecord {
  const labels = labelOrder(metadata.labels, new Set(clips.map(({ label }) => label)));
  const builder = new TableBuilder(labels, metadata.labels.length, clips);
  builder.add(heard);
  const table = builder.finish();
  const sharedWithTraining = sharesWith(metadata.card.trainedOn, table);
  return {
    version: 1,
    dataName,
    split,
    ...(isWhole === true && { isWhole }),
    model: metadata.name,
    backend: backend.name,
    endedMs,
    seconds,
    table,
    mapping,
    edits: [],
    unreadable: unreadable.map(leftOutFile),
    ...(sharedWithTraining !== null && { sharedWithTraining }),
  };
}
