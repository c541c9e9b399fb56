import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OneVsRest } from '../../../core/evaluation/curves/one-vs-rest.ts';
import { Card } from '../../shared/card.tsx';
import { classNames } from '../../shared/class-names.ts';
import { CurveLegend } from './curve-legend.tsx';
import { CurvelessLabels } from './curveless-labels.tsx';
import { LabelCurvesFigure } from './label-curves-figure.tsx';
import { findCurveless, listCurves, usualChoice } from './label-curve-list.ts';
import chartStyles from './charts/charts.module.css';
import styles from './curves.module.css';

type LabelCurvesCardProps = {
  curves: OneVsRest;
  labels: readonly string[];
  fileName: (chart: string) => string;
};

/** Each label against all others: which curves are drawn, and the two charts. */
export function LabelCurvesCard({ curves, labels, fileName }: LabelCurvesCardProps) {
  const { t } = useTranslation();
  const [macro, micro] = [t('evaluate.curves.macro'), t('evaluate.curves.micro')];
  const entries = useMemo(() => listCurves(curves, labels, { macro, micro }), [curves, labels, macro, micro]);
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const choice = useMemo(() => chosen ?? usualChoice(entries), [chosen, entries]);
  // A box is ticked at once, the charts follow.
  const drawn = useDeferredValue(choice);
  const shown = useMemo(() => entries.filter(({ id }) => drawn.has(id)), [entries, drawn]);
  const toggle = useCallback(
    (id: string) => {
      const next = new Set(choice);
      if (!next.delete(id)) next.add(id);
      setChosen(next);
    },
    [choice],
  );
  return (
    <Card className={styles.card} aria-labelledby="evaluate-curves-title">
      <h3 id="evaluate-curves-title" className={styles.title}>
        {t('evaluate.curves.title')}
      </h3>
      <p className={styles.about}>{t('evaluate.curves.about')}</p>
      <div className={classNames(styles.labelCurves, chartStyles.aligned, chartStyles.narrow)}>
        <div className={styles.side}>
          <CurveLegend
            entries={entries}
            choice={choice}
            isUsual={chosen === null}
            onToggle={toggle}
            onReset={() => setChosen(null)}
          />
          <CurvelessLabels {...findCurveless(curves, labels)} />
        </div>
        <LabelCurvesFigure kind="roc" entries={entries} shown={shown} fileName={fileName('roc')} />
        <LabelCurvesFigure
          kind="precisionRecall"
          entries={entries}
          shown={shown}
          fileName={fileName('precision-recall')}
        />
      </div>
    </Card>
  );
}
