import { useTranslation } from 'react-i18next';
import type { DecodeOptions } from '../../../../core/language/decoder/decode-options.ts';
import type { TriedWeights } from '../../../../core/language/decoder/search-weights.ts';
import { Button } from '../../../shared/button.tsx';
import { classNames } from '../../../shared/class-names.ts';
import { useFormat } from '../../../shared/format.ts';
import { heatStyle } from '../../../../core/evaluation/heat-colour.ts';
import type { TriedGrid } from './folder-state.ts';
import { bestOf } from './weight-grid.ts';
import styles from './weight-search.module.css';

type WeightSearchProps = {
  grid: TriedGrid | null;
  isBusy: boolean;
  /** The weights in use. */
  options: DecodeOptions;
  onSearch: () => void;
  onTake: (weights: Pick<DecodeOptions, 'lmWeight' | 'wordInsertionPenalty'>) => void;
};

/** The word error rate for pairs of weights, to choose from. */
export function WeightSearch({ grid, isBusy, options, onSearch, onTake }: WeightSearchProps) {
  const { t } = useTranslation();
  return (
    <section className={styles.search} aria-labelledby="speech-grid">
      <h4 id="speech-grid" className={styles.title}>
        {t('speech.grid.title')}
      </h4>
      <p className={styles.caution}>{t('speech.grid.caution')}</p>
      <Button icon="chart" disabled={isBusy} onClick={onSearch}>
        {t('speech.grid.search')}
      </Button>
      {grid !== null && (
        <>
          <GridTable grid={grid} options={options} onTake={onTake} />
          <p className={styles.hint}>{t('speech.grid.hint')}</p>
        </>
      )}
    </section>
  );
}

function GridTable({
  grid,
  options,
  onTake,
}: { grid: TriedGrid } & Pick<WeightSearchProps, 'options' | 'onTake'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { lmWeights, wordInsertionPenalties, tried } = grid;
  const best = new Set(bestOf(tried));
  const find = (lmWeight: number, penalty: number) =>
    tried.find((each) => each.lmWeight === lmWeight && each.wordInsertionPenalty === penalty) ?? null;
  return (
    <div className={styles.scroller}>
      <table className={styles.table}>
        <caption className="visually-hidden">{t('speech.grid.title')}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              {t('speech.grid.lmWeight')} ↓ {t('speech.grid.penalty')} →
            </th>
            {wordInsertionPenalties.map((penalty) => (
              <th key={penalty} scope="col">
                {format.upTo(penalty, 1)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lmWeights.map((lmWeight) => (
            <tr key={lmWeight}>
              <th scope="row">{format.upTo(lmWeight, 1)}</th>
              {wordInsertionPenalties.map((penalty) => {
                const cell = find(lmWeight, penalty);
                const isChosen = lmWeight === options.lmWeight && penalty === options.wordInsertionPenalty;
                return (
                  <td key={penalty}>
                    {cell !== null && (
                      <Cell cell={cell} isBest={best.has(cell)} isChosen={isChosen} onTake={onTake} />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type CellProps = Pick<WeightSearchProps, 'onTake'> & {
  cell: TriedWeights;
  isBest: boolean;
  isChosen: boolean;
};

function Cell({ cell, isBest, isChosen, onTake }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { lmWeight, wordInsertionPenalty, wordErrorRate } = cell;
  const text = t('speech.grid.take', {
    weight: format.upTo(lmWeight, 1),
    penalty: format.upTo(wordInsertionPenalty, 1),
    rate: format.percent(wordErrorRate),
  });
  return (
    <button
      type="button"
      className={classNames(styles.cell, isBest && styles.best)}
      style={heatStyle(wordErrorRate)}
      aria-pressed={isChosen}
      aria-label={isBest ? `${text}, ${t('speech.grid.best')}` : text}
      title={text}
      onClick={() => onTake({ lmWeight, wordInsertionPenalty })}
    >
      {format.plain(wordErrorRate * 100, 1)}
      {isBest && <span aria-hidden="true"> ★</span>}
    </button>
  );
}
