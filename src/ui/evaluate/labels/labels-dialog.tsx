import { useTranslation } from 'react-i18next';
import { maxLabels } from '../../../core/dataset/label-limit.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import type { Labelling } from '../../shared/folder/folder-plan.ts';
import { useFormat } from '../../shared/format.ts';
import { Segments } from '../../shared/segments.tsx';
import type { EvaluatedData } from '../session/evaluation-session.ts';
import { type DraftKind, patternError } from './label-draft.ts';
import { FilePreview } from './label-preview.tsx';
import { LabelProblems } from '../../shared/labels/label-problems.tsx';
import { ManifestFields } from './manifest-fields.tsx';
import { MappingTable } from './mapping-table.tsx';
import { PatternField } from './pattern-field.tsx';
import { type DraftResult, useLabelDraft } from './use-label-draft.ts';
import styles from './labels-dialog.module.css';

type LabelsDialogProps = {
  /** null while the dialog is closed. */
  data: EvaluatedData | null;
  modelLabels: readonly string[];
  onClose: () => void;
  onApply: (labelling: Labelling) => void;
};

/** Asks where labels come from, and which stand for labels of the model. */
export function LabelsDialog({ data, onClose, ...rest }: LabelsDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={data !== null} onClose={onClose} title={t('evaluate.labels.title')} isWide>
      {data !== null && <LabelsForm data={data} onClose={onClose} {...rest} />}
    </Dialog>
  );
}

const kinds = ['folders', 'manifest', 'pattern'] as const satisfies readonly DraftKind[];

function LabelsForm({ data, modelLabels, onClose, onApply }: LabelsDialogProps & { data: EvaluatedData }) {
  const { t } = useTranslation();
  const { draft, change, result } = useLabelDraft(data, modelLabels);
  const { source, labelled, mapping, isBusy } = result;
  const apply = () => {
    if (source !== null) onApply({ source, mapping });
    onClose();
  };
  return (
    <div className={styles.form}>
      <Segments
        legend={t('evaluate.labels.source')}
        name="label-source"
        choices={kinds.map((kind) => ({ value: kind, text: t(`evaluate.labels.kind.${kind}`) }))}
        value={draft.kind}
        onChoose={(kind) => change({ kind })}
      />
      <p className={styles.about}>{t(`evaluate.labels.about.${draft.kind}`)}</p>
      {draft.kind === 'manifest' && (
        <ManifestFields draft={draft} change={change} paths={data.folder.files} />
      )}
      {draft.kind === 'pattern' && (
        <PatternField
          pattern={draft.pattern}
          error={patternError(draft.pattern) ?? (isBusy ? null : result.error)}
          onChange={(pattern) => change({ pattern })}
        />
      )}
      {labelled !== null && (
        <div className={styles.result} aria-busy={isBusy}>
          {draft.kind !== 'manifest' && <FilePreview labelled={labelled} />}
          <LabelProblems labelled={labelled} />
          {result.counts.length > 0 && (
            <MappingTable
              result={result}
              modelLabels={modelLabels}
              onChoose={(chosen) => change({ chosen: new Map([...draft.chosen, ...chosen]) })}
            />
          )}
        </div>
      )}
      <div className={styles.foot}>
        <LiveCounts result={result} />
        <Button onClick={onClose}>{t('evaluate.labels.cancel')}</Button>
        <Button
          kind="primary"
          disabled={isBusy || result.counts.length === 0 || result.mapped.numLabels > maxLabels}
          onClick={apply}
        >
          {t('evaluate.labels.apply')}
        </Button>
      </div>
    </div>
  );
}

/** How many clips the model can be right about. */
function LiveCounts({ result: { labelled, mapped, isBusy } }: { result: DraftResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { numClips, numKnown, numLeftOut, numLabels } = mapped;
  const hasMany = numLabels > maxLabels;
  const counted = numClips - numLeftOut;
  return (
    <p
      role="status"
      className={styles.live}
      data-caution={labelled !== null && (hasMany || numKnown < counted)}
      aria-busy={isBusy}
    >
      {isBusy && labelled === null && <span className={styles.waiting}>{t('evaluate.labels.looking')}</span>}
      {hasMany &&
        t('errors.labels-many', { labels: format.count(numLabels), limit: format.count(maxLabels) })}
      {labelled !== null &&
        !hasMany &&
        t('evaluate.labels.known', {
          known: format.count(numKnown),
          count: counted,
          clips: format.count(counted),
        })}
      {numLeftOut > 0 &&
        ` ${t('evaluate.labels.leftOut', { count: numLeftOut, clips: format.count(numLeftOut) })}`}
    </p>
  );
}
