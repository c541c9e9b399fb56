import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Slice, SliceKey } from '../../../core/evaluation/explore/slices.ts';
import type { AskedRun } from '../../../workers/run-analysis.ts';
import type { SlicedColumn } from '../../../workers/evaluation-protocol.ts';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { useFormat } from '../../shared/format.ts';
import type { ClipSelection } from '../clips/clip-selection.ts';
import { IntervalBar } from '../interval-bar.tsx';
import { useAnswer, useRunAnalysis } from '../run-analysis-context.tsx';
import type { EvaluationRun } from '../session/evaluation-run.ts';
import { columnWords } from './column-words.ts';
import styles from './slices-card.module.css';

type SlicesCardProps = {
  run: EvaluationRun;
  asked: AskedRun;
  onSelect: (selection: ClipSelection, byKeyboard: boolean) => void;
};

/** Groups that are listed; the worst come first. */
const maxListed = 40;

/** Where is it right, and where not: groups of clips by what is known of them, the worst first. */
export function SlicesCard({ run, asked, onSelect }: SlicesCardProps) {
  const { t } = useTranslation();
  const analysis = useRunAnalysis();
  const ask = useCallback((signal: AbortSignal) => analysis.slices(asked, { signal }), [analysis, asked]);
  const { result, hasFailed } = useAnswer(ask);
  return (
    <Card className={styles.card} aria-labelledby="evaluate-slices-title" aria-busy={result === null}>
      <h3 id="evaluate-slices-title" className={styles.title}>
        {t('evaluate.slices.title')}
      </h3>
      <p className={styles.about}>{t('evaluate.slices.about')}</p>
      {hasFailed && <p role="alert">{t('evaluate.views.failed')}</p>}
      {result !== null && result.length === 0 && <p>{t('evaluate.slices.none')}</p>}
      {result !== null &&
        result.map((column) => (
          <SliceTable key={column.name} column={column} run={run} onSelect={onSelect} />
        ))}
    </Card>
  );
}

type SliceTableProps = {
  column: SlicedColumn;
  run: EvaluationRun;
  onSelect: SlicesCardProps['onSelect'];
};

function SliceTable({ column, run, onSelect }: SliceTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const words = columnWords(column.name, t, format);
  const listed = isOpen ? column.slices : column.slices.slice(0, maxListed);
  const open = (slice: Slice) => {
    const { table } = run;
    const wrong = slice.clips.filter((row) => table.actual[row] !== table.predicted[row]);
    const rows = wrong.length > 0 ? wrong : slice.clips;
    onSelect(
      {
        kind: 'paths',
        title: `${words.title}: ${words.keyText(slice.key)}`,
        paths: rows.map((row) => table.paths[row] ?? ''),
      },
      false,
    );
  };
  return (
    <section className={styles.column}>
      <table className={styles.table}>
        <caption className={styles.caption}>
          <bdi>{words.title}</bdi>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('evaluate.slices.group')}</th>
            <th scope="col">{t('evaluate.slices.clips')}</th>
            <th scope="col">{t('evaluate.slices.accuracy')}</th>
            <th scope="col">{t('evaluate.slices.interval')}</th>
          </tr>
        </thead>
        <tbody>
          {listed.map((slice) => (
            <tr key={keyOf(slice.key)}>
              <th scope="row">
                <Button kind="quiet" className={styles.open} onClick={() => open(slice)}>
                  <bdi>{words.keyText(slice.key)}</bdi>
                </Button>
              </th>
              <td>{format.count(slice.clips.length)}</td>
              <td>{format.percent(slice.accuracy)}</td>
              <td>
                <SliceInterval slice={slice} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {column.slices.length > maxListed && !isOpen && (
        <Button kind="quiet" onClick={() => setIsOpen(true)}>
          {t('evaluate.slices.more', { count: column.slices.length - maxListed })}
        </Button>
      )}
    </section>
  );
}

function SliceInterval({ slice: { interval, accuracy } }: { slice: Slice }) {
  const format = useFormat();
  const [low, high] = interval;
  const words = `${format.percent(low)}–${format.percent(high)}`;
  return (
    <span title={words}>
      <IntervalBar share={accuracy} interval={interval} />
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

function keyOf(key: SliceKey): string {
  if (key.kind === 'word') return `word ${key.word}`;
  return key.kind === 'range' ? `range ${key.low} ${key.high}` : 'unknown';
}
