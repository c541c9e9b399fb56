import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LabelCount, leftOut } from '../../../core/dataset/label-mapping.ts';
import { Button } from '../../shared/button.tsx';
import { useFormat } from '../../shared/format.ts';
import { Select } from '../../shared/select.tsx';
import type { DraftResult } from './use-label-draft.ts';
import styles from './mapping-table.module.css';

/** A wrong column has thousands of labels: the first show that it is wrong. */
const maxShown = 100;
/** Rows that are drawn in one frame: to lay out one with its choices takes half a millisecond. */
const rowsPerFrame = 25;

type MappingTableProps = {
  result: DraftResult;
  modelLabels: readonly string[];
  onChoose: (chosen: ReadonlyMap<string, string>) => void;
};

/** Which label of the data counts as which of the model; those that differ come first. */
export function MappingTable({ result, modelLabels, onChoose }: MappingTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const titleId = useId();
  const { rows, variants, mapping } = result;
  const toByFrom = new Map(mapping.map(({ from, to }) => [from, to]));
  const numMore = rows.length - maxShown;
  const numDrawn = useGrowingCount(rows);
  return (
    <section className={styles.mapping} aria-labelledby={titleId}>
      <h3 id={titleId} className={styles.title}>
        {t('evaluate.labels.mapping')}
      </h3>
      <VariantNote variants={variants} toByFrom={toByFrom} onChoose={onChoose} />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('evaluate.labels.inData')}</th>
            <th scope="col">{t('evaluate.labels.clips')}</th>
            <th scope="col">{t('evaluate.labels.countsAs')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, numDrawn).map(({ label, numClips }) => (
            <tr key={label}>
              <th scope="row" title={label}>
                <bdi>{label}</bdi>
              </th>
              <td>{format.count(numClips)}</td>
              <td>
                <LabelChoice
                  label={label}
                  to={toByFrom.get(label) ?? label}
                  modelLabels={modelLabels}
                  onChoose={(to) => onChoose(new Map([[label, to]]))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {numMore > 0 && <p>{t('evaluate.labels.more', { count: numMore, number: format.count(numMore) })}</p>}
    </section>
  );
}

/** How many rows are drawn: more in every frame until all are that are shown. */
function useGrowingCount(rows: readonly LabelCount[]): number {
  const [grown, setGrown] = useState({ rows, count: rowsPerFrame });
  const count = grown.rows === rows ? grown.count : rowsPerFrame;
  const isWhole = count >= Math.min(rows.length, maxShown);
  useEffect(() => {
    if (isWhole) return undefined;
    const frame = requestAnimationFrame(() => setGrown({ rows, count: count + rowsPerFrame }));
    return () => cancelAnimationFrame(frame);
  }, [rows, count, isWhole]);
  return count;
}

type LabelChoiceProps = {
  label: string;
  to: string;
  modelLabels: readonly string[];
  onChoose: (to: string) => void;
};

function LabelChoice({ label, to, modelLabels, onChoose }: LabelChoiceProps) {
  const { t } = useTranslation();
  const unknown = [...new Set([label, to])].filter((one) => one !== leftOut && !modelLabels.includes(one));
  return (
    <Select
      className={styles.select}
      data-unknown={unknown.includes(to)}
      aria-label={t('evaluate.labels.countsAsOf', { label })}
      value={to}
      onChange={(event) => onChoose(event.target.value)}
    >
      {unknown.map((one) => (
        <option key={one} value={one}>
          {t('evaluate.labels.unknown', { label: one })}
        </option>
      ))}
      <option value={leftOut}>{t('evaluate.labels.leaveOut')}</option>
      {modelLabels.map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </Select>
  );
}

type VariantNoteProps = {
  variants: DraftResult['variants'];
  toByFrom: ReadonlyMap<string, string>;
  onChoose: (chosen: ReadonlyMap<string, string>) => void;
};

/** Labels that differ only in how they are written, and an offer to take them as one. */
function VariantNote({ variants, toByFrom, onChoose }: VariantNoteProps) {
  const { t } = useTranslation();
  const toOf = ({ label }: { readonly label: string }) => toByFrom.get(label) ?? label;
  const groups = variants.filter((group) => new Set(group.map(toOf)).size > 1);
  if (groups.length === 0) return null;
  const names = groups.slice(0, 5).map((group) => group.map(({ label }) => label).join(' / '));
  const merge = () =>
    onChoose(
      new Map(
        groups.flatMap(([first, ...others]) =>
          first === undefined ? [] : others.map(({ label }) => [label, toOf(first)] as const),
        ),
      ),
    );
  return (
    <div className={styles.variants}>
      <p>{t('evaluate.labels.variants', { labels: names.join(', ') })}</p>
      <Button onClick={merge}>{t('evaluate.labels.merge')}</Button>
    </div>
  );
}
