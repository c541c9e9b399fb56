import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { conditionGroups } from '../../../core/augmentation/conditions/condition.ts';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { ErrorNote } from '../../shared/error-note.tsx';
import { useFormat } from '../../shared/format.ts';
import { ProgressBar } from '../../shared/progress-bar.tsx';
import type { EvaluationRun } from '../session/evaluation-run.ts';
import { ConditionGroupCard } from './condition-group-card.tsx';
import { type ConditionKind, conditionsOf, maxClips } from './robustness-run.ts';
import { useRobustness } from './use-robustness.ts';
import type { StoredFile } from '../../../platform/browser/stored-file.ts';
import styles from './robustness.module.css';

type RobustnessViewProps = { run: EvaluationRun; fileOf: (path: string) => StoredFile | null };

const allKinds = conditionGroups.map(({ kind }) => kind);

/** How the model bears noise, rooms, shifts, speed, narrow bands and levels, on clips of this run. */
export function RobustnessView({ run, fileOf }: RobustnessViewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { robustness, share, error, measure, cancel } = useRobustness(run.table, run.modelName, fileOf);
  const [kinds, setKinds] = useState<ReadonlySet<ConditionKind>>(new Set(allKinds));
  const numClips = Math.min(maxClips, run.table.paths.length);
  const isHeard = !run.isWithoutSound && run.modelName !== null;
  const toggle = (kind: ConditionKind) => {
    const next = new Set(kinds);
    if (!next.delete(kind)) next.add(kind);
    setKinds(next);
  };
  const numHearings = conditionsOf(kinds).length * numClips;
  return (
    <>
      <Card className={styles.card} aria-labelledby="evaluate-robustness-title">
        <h3 id="evaluate-robustness-title" className={styles.title}>
          {t('evaluate.robustness.title')}
        </h3>
        <p className={styles.about}>{t('evaluate.robustness.about')}</p>
        {error !== null && <ErrorNote error={error} onRetry={() => void measure(kinds)} />}
        {share === null ? (
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
            <div className={styles.start}>
              <Button
                kind="primary"
                disabled={!isHeard || kinds.size === 0}
                onClick={() => void measure(kinds)}
              >
                {t(robustness === null ? 'evaluate.robustness.measure' : 'evaluate.robustness.again')}
              </Button>
              <p className={styles.about}>
                {isHeard
                  ? costWords(numHearings)
                  : t(run.isWithoutSound ? 'evaluate.map.noSound' : 'evaluate.map.otherModel')}
              </p>
            </div>
          </>
        ) : (
          <div className={styles.busy}>
            <ProgressBar share={share} label={t('evaluate.robustness.measuring')} />
            <Button icon="stop" onClick={cancel}>
              {t('evaluate.run.cancel')}
            </Button>
          </div>
        )}
        {run.table.paths.length > maxClips && (
          <p className={styles.about}>
            {t('evaluate.robustness.drawn', {
              count: maxClips,
              total: format.count(run.table.paths.length),
            })}
          </p>
        )}
      </Card>
      {robustness !== null && (
        <div className={styles.groups}>
          {conditionGroups.map((group) => (
            <ConditionGroupCard key={group.kind} group={group} robustness={robustness} run={run} />
          ))}
        </div>
      )}
    </>
  );

  function costWords(count: number): string {
    const seconds = run.clipsPerSec > 0 ? Math.ceil(count / run.clipsPerSec) : null;
    const hearings = t('evaluate.robustness.cost', { count, clips: format.count(count) });
    return seconds === null ? hearings : `${hearings} ${t('evaluate.robustness.time', { count: seconds })}`;
  }
}
