import { useTranslation } from 'react-i18next';
import { predictionsToCsv } from '../../core/evaluation/predictions-csv.ts';
import { Button } from '../shared/button.tsx';
import { downloadFile } from '../shared/download-file.ts';
import { fileNameOf } from '../shared/file-name.ts';
import { matrixPicture } from './matrix/matrix-picture.ts';
import type { EvaluationRun } from './session/evaluation-run.ts';
import { useRunWords } from './use-run-words.ts';
import styles from './run-head.module.css';

/** JSON and CSV as the command line writes them, and a picture of the matrix. */
export function ExportButtons({ run }: { run: EvaluationRun }) {
  const { t } = useTranslation();
  const words = useRunWords(run);
  const { evaluation } = run;
  const nameOf = (ending: string) =>
    fileNameOf([run.dataName, ...(run.isWhole ? [] : [run.split]), run.modelTitle], ending);
  const saveJson = () => {
    if (evaluation === null) return;
    const json = `${JSON.stringify(evaluation)}\n`;
    downloadFile(nameOf('json'), new Blob([json], { type: 'application/json' }));
  };
  const saveCsv = () => {
    const csv = predictionsToCsv(run.predictions, run.modelLabels);
    downloadFile(nameOf('csv'), new Blob([csv], { type: 'text/csv' }));
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
    <fieldset
      className={styles.exports}
      disabled={evaluation === null}
      aria-label={t('evaluate.export.title')}
    >
      <Button icon="download" aria-label={t('evaluate.export.json')} onClick={saveJson}>
        JSON
      </Button>
      <Button icon="download" aria-label={t('evaluate.export.csv')} onClick={saveCsv}>
        CSV
      </Button>
      <Button icon="download" aria-label={t('evaluate.export.png')} onClick={() => void savePicture()}>
        PNG
      </Button>
    </fieldset>
  );
}
