import { type ReactNode, type Ref, useMemo } from 'react';
import type { AskedRun } from '../../../workers/run-analysis.ts';
import type { ClipSelection } from '../clips/clip-selection.ts';
import { useComparison } from '../evaluation-context.tsx';
import type { MatrixCardHandle } from '../matrix/matrix-card.tsx';
import { PredictionsNotes } from '../runs/predictions-notes.tsx';
import type { EvaluationRun } from '../session/evaluation-run.ts';
import { CompareHead } from './compare-head.tsx';
import { CompareResults } from './compare-results.tsx';

export type CompareViewProps = {
  run: EvaluationRun;
  asked: AskedRun;
  clipPane: ReactNode;
  onSelect: (selection: ClipSelection, byKeyboard: boolean) => void;
  matrix: Ref<MatrixCardHandle>;
};

/** Which of two models is better on the same clips, how sure that is, and where they differ. */
export function CompareView(props: CompareViewProps) {
  const { run, asked } = props;
  const {
    state: { other },
  } = useComparison();
  const askedOther = useMemo(
    () => (other === null ? null : { record: other.record, edits: other.edits ?? asked.edits }),
    [other, asked.edits],
  );
  return (
    <>
      <CompareHead run={run} other={other} />
      {other !== null && askedOther !== null && (
        <>
          <PredictionsNotes notes={other.notes} />
          <CompareResults
            key={`${other.record.endedMs} ${other.record.model} ${other.record.dataName}`}
            {...props}
            other={askedOther}
            otherName={other.name}
          />
        </>
      )}
    </>
  );
}
