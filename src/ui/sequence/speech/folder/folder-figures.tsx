import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sumErrors } from '../../../../core/evaluation/word-errors.ts';
import { useFormat } from '../../../shared/format.ts';
import type { FolderState } from './folder-state.ts';
import styles from './folder-card.module.css';

/** How many missing words are named. */
const numNamed = 8;

/** The word error rate and the share of recordings with an error, each with its interval and on what data. */
export function FolderFigures({ state }: { state: FolderState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { folder, modelName, errors, missing, rows } = state;
  const numUnreadable = rows.filter(({ error }) => error !== null).length;
  const percent = (share: number | null) => (share === null ? '–' : format.percent(share));
  const interval = (range: readonly [number, number] | null) =>
    range === null
      ? t('speech.folder.noInterval')
      : t('speech.folder.interval', {
          interval: `${format.plain(range[0] * 100, 1)}–${format.percent(range[1])}`,
        });
  return (
    <div className={styles.figures}>
      <p className={styles.data}>
        <bdi>{t('speech.folder.data', { name: folder?.name ?? '', model: modelName ?? '…' })}</bdi>
      </p>
      <Figure
        name={t('speech.folder.wordErrorRate')}
        value={percent(errors?.wordErrorRate ?? null)}
        interval={errors === null ? '\u00A0' : interval(errors.wordErrorInterval)}
      >
        {errors !== null &&
          t('speech.folder.counts', {
            errors: format.count(sumErrors(errors)),
            words: format.count(errors.words),
            substitutions: format.count(errors.substitutions),
            deletions: format.count(errors.deletions),
            insertions: format.count(errors.insertions),
          })}
      </Figure>
      <Figure
        name={t('speech.folder.stringErrorRate')}
        value={percent(errors?.stringErrorRate ?? null)}
        interval={errors === null ? '\u00A0' : interval(errors.stringErrorInterval)}
      >
        {errors !== null &&
          t('speech.folder.ofRecordings', {
            count: errors.utterances,
            wrong: format.count(errors.wrongUtterances),
          })}
      </Figure>
      {missing.size > 0 && (
        <p className={styles.caution}>
          {t('speech.folder.missing', { count: missing.size, words: nameWords(missing) })}
        </p>
      )}
      {numUnreadable > 0 && (
        <p className={styles.caution}>{t('folder.unreadable', { count: numUnreadable })}</p>
      )}
      {folder !== null && folder.unknown.length > 0 && (
        <p className={styles.caution}>{t('speech.folder.unknown', { count: folder.unknown.length })}</p>
      )}
    </div>
  );
}

function nameWords(missing: ReadonlyMap<string, number>): string {
  const named = [...missing].toSorted(([, a], [, b]) => b - a).slice(0, numNamed);
  const text = named.map(([word, count]) => `${word} (${count})`).join(', ');
  return missing.size > named.length ? `${text} …` : text;
}

type FigureProps = { name: string; value: string; interval: string; children: ReactNode };

function Figure({ name, value, interval, children }: FigureProps) {
  return (
    <div className={styles.figure}>
      <p className={styles.name}>{name}</p>
      <p className={styles.value}>{value}</p>
      <p className={styles.interval}>{interval}</p>
      <p className={styles.note}>{children}</p>
    </div>
  );
}
