import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AskedRun } from '../../../workers/run-analysis.ts';
import type { DoubtfulClip } from '../../../workers/evaluation-protocol.ts';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { useFormat } from '../../shared/format.ts';
import type { ClipSelection } from '../clips/clip-selection.ts';
import { useAnswer, useRunAnalysis } from '../run-analysis-context.tsx';
import styles from './doubts-card.module.css';

type DoubtsCardProps = {
  asked: AskedRun;
  onSelect: (selection: ClipSelection, byKeyboard: boolean) => void;
};

type Group = Pick<DoubtfulClip, 'label' | 'suggested' | 'isConfident'> & { readonly paths: string[] };

/** Clips whose label the model doubts: the label may be wrong, and then the figures are. */
export function DoubtsCard({ asked, onSelect }: DoubtsCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const analysis = useRunAnalysis();
  const ask = useCallback(
    (signal: AbortSignal) => analysis.doubtfulLabels(asked, { signal }),
    [analysis, asked],
  );
  const { result, hasFailed } = useAnswer(ask);
  const groups = useMemo(() => groupClips(result ?? []), [result]);
  const open = (title: string, paths: readonly string[]) => onSelect({ kind: 'paths', title, paths }, false);
  return (
    <Card className={styles.card} aria-labelledby="evaluate-doubts-title" aria-busy={result === null}>
      <h3 id="evaluate-doubts-title" className={styles.title}>
        {t('evaluate.doubts.title')}
      </h3>
      <p className={styles.about}>{t('evaluate.doubts.about')}</p>
      {hasFailed && <p role="alert">{t('evaluate.views.failed')}</p>}
      {result !== null && result.length === 0 && <p>{t('evaluate.doubts.none')}</p>}
      {result !== null && result.length > 0 && (
        <>
          <Button
            kind="primary"
            className={styles.all}
            onClick={() =>
              open(
                t('evaluate.doubts.title'),
                result.map(({ path }) => path),
              )
            }
          >
            {t('evaluate.doubts.hearAll', { count: result.length })}
          </Button>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('evaluate.doubts.label')}</th>
                <th scope="col">{t('evaluate.doubts.suggested')}</th>
                <th scope="col">{t('evaluate.doubts.how')}</th>
                <th scope="col">{t('evaluate.slices.clips')}</th>
              </tr>
            </thead>
            <tbody>
              {groups.map(({ label, suggested, isConfident, paths }) => (
                <tr key={JSON.stringify([label, suggested, isConfident])}>
                  <th scope="row">
                    <Button
                      kind="quiet"
                      className={styles.open}
                      onClick={() => open(`${label} → ${suggested}`, paths)}
                    >
                      <bdi>{label}</bdi>
                    </Button>
                  </th>
                  <td>
                    <bdi>{suggested}</bdi>
                  </td>
                  <td>{t(isConfident ? 'evaluate.doubts.confident' : 'evaluate.doubts.unsure')}</td>
                  <td className={styles.count}>{format.count(paths.length)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Card>
  );
}

/** Clips that would all get the same label in the place of the same: what the model is sure of first, then the most. */
function groupClips(clips: readonly DoubtfulClip[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { path, label, suggested, isConfident } of clips) {
    const key = JSON.stringify([label, suggested, isConfident]);
    const group = groups.get(key) ?? { label, suggested, isConfident, paths: [] };
    group.paths.push(path);
    groups.set(key, group);
  }
  return [...groups.values()].toSorted(
    (a, b) => Number(b.isConfident) - Number(a.isConfident) || b.paths.length - a.paths.length,
  );
}
