import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  findVariantsInSteps,
  type LabelCount,
  leftOut,
  suggestMappingInSteps,
} from '../../../core/dataset/label-mapping.ts';
import { finish } from '../../../core/steps.ts';
import { Button } from '../../shared/button.tsx';
import { useFormat } from '../../shared/format.ts';
import { Select } from '../../shared/select.tsx';
import type { DraftResult } from './use-label-draft.ts';
import styles from './mapping-table.module.css';

/** A wrong column has thousands of labels: the first show that it is wrong. */
const maxShown = 100;

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
  const { counts, mapping } = result;
  const toByFrom = new Map(mapping.map(({ from, to }) => [from, to]));
  const rows = useMemo(() => sortLabels(counts, modelLabels), [counts, modelLabels]);
  const numMore = rows.length - maxShown;
  return (
    <section className={styles.mapping} aria-labelledby={titleId}>
      <h3 id={titleId} className={styles.title}>
        {t('evaluate.labels.mapping')}
      </h3>
      <VariantNote counts={counts} toByFrom={toByFrom} onChoose={onChoose} />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('evaluate.labels.inData')}</th>
            <th scope="col">{t('evaluate.labels.clips')}</th>
            <th scope="col">{t('evaluate.labels.countsAs')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, maxShown).map(({ label, numClips }) => (
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

/** First the labels that nothing is suggested for, then those with a suggestion, then those that the model has. */
function sortLabels(counts: readonly LabelCount[], modelLabels: readonly string[]): LabelCount[] {
  const known = new Set(modelLabels);
  const labels = counts.map(({ label }) => label);
  const suggested = new Set(finish(suggestMappingInSteps(labels, modelLabels)).map(({ from }) => from));
  const rank = ({ label }: LabelCount) => (known.has(label) ? 2 : suggested.has(label) ? 1 : 0);
  return counts.toSorted((a, b) => rank(a) - rank(b) || (rank(a) === 2 ? 0 : b.numClips - a.numClips));
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
  counts: readonly LabelCount[];
  toByFrom: ReadonlyMap<string, string>;
  onChoose: (chosen: ReadonlyMap<string, string>) => void;
};

/** Labels that differ only in how they are written, and an offer to take them as one. */
function VariantNote({ counts, toByFrom, onChoose }: VariantNoteProps) {
  const { t } = useTranslation();
  const toOf = ({ label }: LabelCount) => toByFrom.get(label) ?? label;
  const groups = finish(findVariantsInSteps(counts)).filter((group) => new Set(group.map(toOf)).size > 1);
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
