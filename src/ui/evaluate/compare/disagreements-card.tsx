import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunComparison } from '../../../core/evaluation/compare/comparison.ts';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { useFormat } from '../../shared/format.ts';
import type { ClipSelection } from '../clips/clip-selection.ts';
import styles from './compare.module.css';
import { pathsAt, saidByOther } from './comparison-clips.ts';
import { useCompareWords } from './use-compare-words.ts';

type DisagreementsCardProps = {
  comparison: RunComparison;
  onSelect: (selection: ClipSelection, byKeyboard: boolean) => void;
  onSave: () => void;
};

/** Below this the difference is called more than chance. */
const usualLevel = 0.05;

/** How unevenly the two differ, what that is worth, and the clips to hear. */
export function DisagreementsCard({ comparison, onSelect, onSave }: DisagreementsCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { disagreements, pValue, clips } = comparison;
  const words = useCompareWords(clips.actual.length);
  const [onlyA, onlyB] = [disagreements.onlyARight.length, disagreements.onlyBRight.length];
  return (
    <Card className={styles.verdict} aria-labelledby="evaluate-mcnemar-title">
      <div className={styles.words}>
        <h3 id="evaluate-mcnemar-title" className={styles.title}>
          {t('evaluate.compare.whoIsRight')}
        </h3>
        <p>
          {t('evaluate.compare.mcnemar', {
            onlyA: format.count(onlyA),
            onlyB: format.count(onlyB),
            p: words.p(pValue),
          })}
        </p>
        <p className={styles.soft}>
          {t(pValue < usualLevel ? 'evaluate.compare.sure' : 'evaluate.compare.unsure')}
        </p>
        <div className={styles.actions}>
          <DisagreementButtons comparison={comparison} onSelect={onSelect} />
          <Button icon="download" aria-label={t('evaluate.compare.export')} onClick={onSave}>
            JSON
          </Button>
        </div>
      </div>
      <RightWrongTable comparison={comparison} />
    </Card>
  );
}

const lists = ['onlyARight', 'onlyBRight', 'bothWrong'] as const;

function DisagreementButtons({ comparison, onSelect }: Omit<DisagreementsCardProps, 'onSave'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const said = useMemo(() => saidByOther(comparison), [comparison]);
  return lists.map((list) => {
    const places = comparison.disagreements[list];
    const title = t(`evaluate.compare.lists.${list}`);
    return (
      <Button
        key={list}
        disabled={places.length === 0}
        onClick={() =>
          onSelect({ kind: 'paths', title, paths: pathsAt(comparison, places), saidByOther: said }, false)
        }
      >
        {`${title}: ${format.count(places.length)}`}
      </Button>
    );
  });
}

/** The four ways in which two models can be right and wrong about a clip. */
function RightWrongTable({ comparison: { disagreements } }: { comparison: RunComparison }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { numBothRight, numSameMistake, onlyARight, onlyBRight, bothWrong } = disagreements;
  return (
    <table className={styles.fourfold}>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('evaluate.compare.bRight')}</th>
          <th scope="col">{t('evaluate.compare.bWrong')}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t('evaluate.compare.aRight')}</th>
          <td>{format.count(numBothRight)}</td>
          <td>{format.count(onlyARight.length)}</td>
        </tr>
        <tr>
          <th scope="row">{t('evaluate.compare.aWrong')}</th>
          <td>{format.count(onlyBRight.length)}</td>
          <td>{format.count(numSameMistake + bothWrong.length)}</td>
        </tr>
      </tbody>
    </table>
  );
}
