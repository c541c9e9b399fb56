import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { WordCandidate } from '../../../../core/language/decoder/lattice.ts';
import { classNames } from '../../../shared/class-names.ts';
import { useFormat } from '../../../shared/format.ts';
import type { TimeRange } from '../../../shared/time-range.ts';
import { wordColour } from '../word-colour.ts';
import { stackCandidates } from './stack-candidates.ts';
import { placeInView } from './visible-range.ts';
import styles from './timeline.module.css';

type CandidateLanesProps = {
  candidates: readonly WordCandidate[];
  labels: readonly string[];
  range: TimeRange;
};

/** More than this much of the word's colour would leave the text hard to read. */
const strongestGround = 45;

/** All words that were said perhaps, stacked by probability. */
export function CandidateLanes({ candidates, labels, range }: CandidateLanesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const stacked = useMemo(() => stackCandidates(candidates), [candidates]);
  const numLanes = stacked.reduce((most, { lane }) => Math.max(most, lane + 1), 1);
  return (
    <ul
      className={styles.candidates}
      style={{ height: `calc(${numLanes} * var(--lane))` }}
      aria-label={t('speech.alternatives')}
    >
      {stacked.map(({ candidate, lane }) => {
        const place = placeInView(candidate, range);
        if (place === null) return null;
        const { word, startSec, probability } = candidate;
        const text = t('speech.alternative', { word, share: format.wholePercent(probability) });
        return (
          <li
            key={`${word} ${startSec} ${lane}`}
            className={classNames(styles.candidate, probability < 0.5 && styles.faint)}
            style={{
              ...place,
              top: `calc(${lane} * var(--lane))`,
              ...wordColour(word, labels),
              '--ground': `${Math.round(probability * strongestGround)}%`,
            }}
            title={text}
          >
            <bdi>{word}</bdi> {format.wholePercent(probability)}
          </li>
        );
      })}
    </ul>
  );
}
