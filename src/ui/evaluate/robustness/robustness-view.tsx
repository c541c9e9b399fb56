import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { conditionGroups } from '../../../core/augmentation/conditions/condition.ts';
import { conditionAccuracies } from '../../../core/evaluation/robustness.ts';
import type { ClipEdit } from '../../../core/evaluation/run-record.ts';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { ErrorNote } from '../../shared/error-note.tsx';
import { useFormat } from '../../shared/format.ts';
import { Segments } from '../../shared/segments.tsx';
import { SoundNote } from '../clips/sound-note.tsx';
import { useRobustness } from '../evaluation-context.tsx';
import type { EvaluationRun } from '../session/evaluation-run.ts';
import { ConditionGroupCard } from './condition-group-card.tsx';
import { type ConditionKind, conditionsOf, numDrawn } from './drawn-clips.ts';
import { MeasuringNote } from './measuring-note.tsx';
import styles from './robustness.module.css';

type RobustnessViewProps = { run: EvaluationRun; edits: readonly ClipEdit[] };
type Extent = 'some' | 'all';

const allKinds = conditionGroups.map(({ kind }) => kind);

/** How the model bears noise, rooms, shifts, speed, narrow bands and levels, on clips of this run. */
export function RobustnessView({ run, edits }: RobustnessViewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { robustness, state } = useRobustness();
  const { measuring, error } = state;
  const [kinds, setKinds] = useState<ReadonlySet<ConditionKind>>(new Set(allKinds));
  const [extent, setExtent] = useState<Extent>('some');
  const { record } = run;
  const heard = measuring?.heard ?? record?.robustness;
  const accuracies = useMemo(
    () => (record === null ? [] : conditionAccuracies({ table: record.table, edits, robustness: heard })),
    [record, edits, heard],
  );
  if (record === null) return null;
  const numAll = record.table.paths.length;
  const limit = extent === 'some' ? numDrawn : Infinity;
  const isHeard = !run.isWithoutSound && run.modelName !== null;
  const measure = () => void robustness.measure(kinds, limit);
  const toggle = (kind: ConditionKind) => {
    const next = new Set(kinds);
    if (!next.delete(kind)) next.add(kind);
    setKinds(next);
  };
  const numMeasured = accuracies[0]?.numClips ?? 0;
  return (
    <>
      <Card className={styles.card} aria-labelledby="evaluate-robustness-title">
        <h3 id="evaluate-robustness-title" className={styles.title}>
          {t('evaluate.robustness.title')}
        </h3>
        <p className={styles.about}>{t('evaluate.robustness.about')}</p>
        {error !== null && <ErrorNote error={error} onRetry={measure} />}
        {measuring !== null ? (
          <MeasuringNote measuring={measuring} onCancel={() => robustness.cancel()} />
        ) : (
          <>
            <fieldset className={styles.kinds} disabled={!isHeard}>
              <legend className="visually-hidden">{t('evaluate.robustness.kinds')}</legend>
              {allKinds.map((kind) => (
                <label key={kind} className={styles.kind}>
                  <input type="checkbox" checked={kinds.has(kind)} onChange={() => toggle(kind)} />
                  {t(`evaluate.robustness.kind.${kind}`)}
                </label>
              ))}
            </fieldset>
            {isHeard && numAll > numDrawn && (
              <Segments
                legend={t('evaluate.robustness.extent')}
                name="robustness-extent"
                choices={[
                  { value: 'some', text: t('evaluate.robustness.some', { count: numDrawn }) },
                  {
                    value: 'all',
                    text: t('evaluate.robustness.all', { count: numAll, clips: format.count(numAll) }),
                  },
                ]}
                value={extent}
                onChoose={setExtent}
              />
            )}
            <div className={styles.start}>
              <Button kind="primary" disabled={!isHeard || kinds.size === 0} onClick={measure}>
                {t(accuracies.length === 0 ? 'evaluate.robustness.measure' : 'evaluate.robustness.again')}
              </Button>
              {isHeard && (
                <p className={styles.about}>
                  {costWords(conditionsOf(kinds).length * Math.min(limit, numAll))}
                </p>
              )}
              {run.modelName === null && <p className={styles.about}>{t('evaluate.map.otherModel')}</p>}
            </div>
            {run.modelName !== null && run.isWithoutSound && <SoundNote />}
          </>
        )}
        {numMeasured > 0 && numMeasured < run.table.paths.length && (
          <p className={styles.about}>
            {t('evaluate.robustness.drawn', {
              count: numMeasured,
              clips: format.count(numMeasured),
              total: format.count(run.table.paths.length),
            })}
          </p>
        )}
      </Card>
      {accuracies.length > 0 && (
        <div className={styles.groups}>
          {conditionGroups.map((group) => (
            <ConditionGroupCard key={group.kind} group={group} accuracies={accuracies} run={run} />
          ))}
        </div>
      )}
    </>
  );

  function costWords(count: number): string {
    const hearings = t('evaluate.robustness.cost', { count, clips: format.count(count) });
    if (run.clipsPerSec === 0) return hearings;
    const seconds = Math.ceil(count / run.clipsPerSec);
    const time =
      seconds < 120
        ? t('evaluate.robustness.time', { count: seconds })
        : t('evaluate.robustness.minutes', { count: Math.ceil(seconds / 60) });
    return `${hearings} ${time}`;
  }
}
