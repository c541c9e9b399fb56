import { useTranslation } from 'react-i18next';
import type { ClipEdit } from '../../core/evaluation/run-record.ts';
import type { ExportKind } from '../../workers/evaluation-protocol.ts';
import { Button } from '../shared/button.tsx';
import { downloadFile } from '../shared/download-file.ts';
import { fileNameOf } from '../shared/file-name.ts';
import { reasonWords } from '../shared/folder/skipped-file.ts';
import { matrixPicture } from './matrix/matrix-picture.ts';
import type { EvaluationRun } from './session/evaluation-run.ts';
import { useRunAnalysis } from './run-analysis-context.tsx';
import { useRunWords } from './use-run-words.ts';
import { useComparison } from './evaluation-context.tsx';
import styles from './run-head.module.css';

/** No report lists more. */
const mostReasons = 500;

type ExportButtonsProps = { run: EvaluationRun; edits: readonly ClipEdit[] };

/**
 * JSON, CSV and HTML as the command line writes them, and a picture of the matrix. The HTML report speaks the page's language and
 * holds the comparison, where there is one.
 */
export function ExportButtons({ run, edits }: ExportButtonsProps) {
  const analysis = useRunAnalysis();
  const { t, i18n } = useTranslation();
  const { other } = useComparison().state;
  const words = useRunWords(run);
  const { record } = run;
  const nameOf = (ending: string) =>
    fileNameOf([run.dataName, ...(run.isWhole ? [] : [run.split]), run.modelTitle], ending);
  const save = async (kind: ExportKind, ending: string) => {
    if (record === null) return;
    const compared = other === null ? null : { record: other.record, edits: other.edits ?? edits };
    const language = i18n.resolvedLanguage === 'zh' ? 'zh' : 'en';
    const listed = run.unreadable.slice(0, mostReasons);
    const reasons = listed.map((file) => reasonWords(file, t) ?? file.reason);
    const options = { compared, language, reasons } as const;
    downloadFile(nameOf(ending), await analysis.exportRun({ record, edits }, kind, options));
  };
  const savePicture = async () => {
    const picture = await matrixPicture({
      labels: run.labels,
      counts: run.counts,
      title: t('matrix.name'),
      subtitle: [words.data, words.accuracy],
      actual: t('matrix.actual'),
      predicted: t('matrix.predicted'),
      scale: t('matrix.share'),
    });
    if (picture !== null) downloadFile(nameOf('png'), picture);
  };
  return (
    <fieldset className={styles.exports} disabled={record === null} aria-label={t('evaluate.export.title')}>
      <Button
        icon="download"
        aria-label={t('evaluate.export.json')}
        onClick={() => void save('json', 'json')}
      >
        JSON
      </Button>
      <Button icon="download" aria-label={t('evaluate.export.csv')} onClick={() => void save('csv', 'csv')}>
        CSV
      </Button>
      <Button
        icon="download"
        aria-label={t('evaluate.export.html')}
        onClick={() => void save('html', 'html')}
      >
        HTML
      </Button>
      <Button icon="download" aria-label={t('evaluate.export.png')} onClick={() => void savePicture()}>
        PNG
      </Button>
    </fieldset>
  );
}
