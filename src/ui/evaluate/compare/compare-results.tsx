import { type ReactNode, type Ref, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunComparison } from '../../../core/evaluation/compare/comparison.ts';
import { comparisonToJson } from '../../../core/evaluation/compare/comparison-json.ts';
import type { AskedRun } from '../../../workers/run-analysis.ts';
import { downloadFile } from '../../shared/download-file.ts';
import { fileNameOf } from '../../shared/file-name.ts';
import { useAnswer, useRunAnalysis } from '../run-analysis-context.tsx';
import { useRunWords } from '../use-run-words.ts';
import { AlignmentNote } from './alignment-note.tsx';
import { CompareFigures } from './compare-figures.tsx';
import { DifferenceCard } from './difference-card.tsx';
import { DisagreementsCard } from './disagreements-card.tsx';
import type { ClipSelection } from '../clips/clip-selection.ts';
import type { MatrixCardHandle } from '../matrix/matrix-card.tsx';
import type { EvaluationRun } from '../session/evaluation-run.ts';
import styles from './compare.module.css';

export type CompareResultsProps = {
  run: EvaluationRun;
  asked: AskedRun;
  other: AskedRun;
  otherName: string;
  clipPane: ReactNode;
  onSelect: (selection: ClipSelection, byKeyboard: boolean) => void;
  matrix: Ref<MatrixCardHandle>;
};

/** Figures of both runs, the test, the difference matrix, and the clips that they are not of one mind about. */
export function CompareResults(props: CompareResultsProps) {
  const { run, asked, other, otherName, clipPane, onSelect, matrix } = props;
  const { t } = useTranslation();
  const analysis = useRunAnalysis();
  const words = useRunWords(run);
  const ask = useMemo(
    () => (signal: AbortSignal) => analysis.compare(asked, other, { signal }),
    [analysis, asked, other],
  );
  const { result, hasFailed } = useAnswer(ask);
  if (hasFailed) return <p role="alert">{t('evaluate.views.failed')}</p>;
  if (result === null) return <p role="status">{t('evaluate.compare.working')}</p>;
  const save = () => {
    const text = comparisonToJson(
      result,
      { name: words.data, record: asked.record },
      { name: otherName, record: other.record },
    );
    const name = fileNameOf([words.model, otherName, 'comparison'], 'json');
    downloadFile(name, new Blob([text], { type: 'application/json' }));
  };
  return (
    <>
      <AlignmentNote comparison={result} />
      {isComparable(result) && (
        <>
          <CompareFigures comparison={result} />
          <DisagreementsCard comparison={result} onSelect={onSelect} onSave={save} />
          <div className={styles.pair}>
            <DifferenceCard ref={matrix} comparison={result} onSelect={onSelect} />
            {clipPane}
          </div>
        </>
      )}
    </>
  );
}

function isComparable({ clips }: RunComparison): boolean {
  return clips.actual.length > 0;
}
