import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AskedRun } from '../../../workers/run-analysis.ts';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { classColour } from '../../shared/class-colour.ts';
import { ErrorNote } from '../../shared/error-note.tsx';
import { useFormat } from '../../shared/format.ts';
import { ProgressBar } from '../../shared/progress-bar.tsx';
import { Segments } from '../../shared/segments.tsx';
import type { ClipSelection } from '../clips/clip-selection.ts';
import type { EvaluationRun } from '../session/evaluation-run.ts';
import { type MapColours, MapPlot } from './map-plot.tsx';
import { useClipMap } from './use-clip-map.ts';
import type { StoredFile } from '../../../platform/browser/stored-file.ts';
import styles from './map-card.module.css';

type MapCardProps = {
  run: EvaluationRun;
  asked: AskedRun;
  fileOf: (path: string) => StoredFile | null;
  onSelect: (selection: ClipSelection, byKeyboard: boolean) => void;
};

/** Colours repeat after twelve labels: a longer legend would not tell them apart. */
const maxLegend = 12;

/** Which clips are alike to the network: its last hidden layer, in two dimensions. */
export function MapCard({ run, asked, fileOf, onSelect }: MapCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { map, share, error, draw, cancel } = useClipMap(
    { record: asked.record, model: run.modelName },
    fileOf,
  );
  const [colours, setColours] = useState<MapColours>('actual');
  const isHeard = !run.isWithoutSound && run.modelName !== null;
  return (
    <Card className={styles.card} aria-labelledby="evaluate-map-title">
      <h3 id="evaluate-map-title" className={styles.title}>
        {t('evaluate.map.title')}
      </h3>
      <p className={styles.about}>{t('evaluate.map.about')}</p>
      {error !== null && <ErrorNote error={error} onRetry={() => void draw()} />}
      {share !== null && (
        <div className={styles.busy}>
          <ProgressBar share={share} label={t('evaluate.map.drawing')} />
          <Button icon="stop" onClick={cancel}>
            {t('evaluate.run.cancel')}
          </Button>
        </div>
      )}
      {map === null && share === null && (
        <div className={styles.start}>
          <Button kind="primary" disabled={!isHeard} onClick={() => void draw()}>
            {t('evaluate.map.draw')}
          </Button>
          <p className={styles.about}>
            {isHeard
              ? t('evaluate.map.cost', { count: run.table.paths.length })
              : t(run.isWithoutSound ? 'evaluate.map.noSound' : 'evaluate.map.otherModel')}
          </p>
        </div>
      )}
      {map !== null && (
        <>
          <div className={styles.tools}>
            <Segments
              className={styles.colours}
              legend={t('evaluate.map.colours')}
              name="evaluate-map-colours"
              choices={(['actual', 'errors'] as const).map((value) => ({
                value,
                text: t(`evaluate.map.by.${value}`),
              }))}
              value={colours}
              onChoose={setColours}
            />
            <p className={styles.about}>
              {t('evaluate.map.variance', {
                share: format.percent(map.explainedVarianceRatio[0] + map.explainedVarianceRatio[1]),
              })}
            </p>
          </div>
          <MapPlot
            map={map}
            table={run.table}
            colours={colours}
            onOpen={(paths) => onSelect({ kind: 'paths', title: t('evaluate.map.around'), paths }, false)}
          />
          {colours === 'actual' && (
            <ul className={styles.legend} aria-label={t('evaluate.map.legend')}>
              {run.labels.slice(0, maxLegend).map((label, i) => (
                <li key={label}>
                  <span className={styles.mark} style={{ background: classColour(i) }} /> <bdi>{label}</bdi>
                </li>
              ))}
              <li>{t('evaluate.map.squares')}</li>
            </ul>
          )}
        </>
      )}
    </Card>
  );
}
