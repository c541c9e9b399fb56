import { useMemo } from 'react';
import { useComparison } from '../evaluation-context.tsx';
import { PredictionsNotes } from '../runs/predictions-notes.tsx';
import { CompareHead } from './compare-head.tsx';
import { CompareResults, type CompareResultsProps } from './compare-results.tsx';

type CompareViewProps = Omit<CompareResultsProps, 'other' | 'otherName'>;

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
