import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Continuation } from '../../../workers/language-protocol.ts';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { useFormat } from '../../shared/format.ts';
import type { PlaygroundSession } from './session/playground-session.ts';
import type { PlaygroundState } from './session/playground-state.ts';
import { useWordText } from './word-text.ts';
import cards from './language-card.module.css';
import styles from './next-card.module.css';

type NextCardProps = { session: PlaygroundSession; state: PlaygroundState };

/** What may come next, the likeliest first; a press on a word appends it. */
export function NextCard({ session, state }: NextCardProps) {
  const { t } = useTranslation();
  const id = useId();
  const { history, past, next } = state;
  const most = next?.[0]?.probability ?? 1;
  return (
    <Card className={cards.card} aria-labelledby={`${id}-title`}>
      <div className={cards.head}>
        <h2 id={`${id}-title`} className={cards.title}>
          {t('sequence.next.title')}
        </h2>
        <div className={cards.actions}>
          <Button
            kind="quiet"
            icon="undo"
            aria-label={t('sequence.next.undo')}
            title={t('sequence.next.undo')}
            disabled={past.length === 0}
            onClick={() => session.undoHistory()}
          />
          <Button
            kind="quiet"
            icon="close"
            aria-label={t('sequence.next.clear')}
            title={t('sequence.next.clear')}
            disabled={history === ''}
            onClick={() => session.setHistory('')}
          />
        </div>
      </div>
      <label htmlFor={id} className="visually-hidden">
        {t('sequence.next.label')}
      </label>
      <input
        id={id}
        className={styles.history}
        type="text"
        dir="auto"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={t('sequence.next.placeholder')}
        value={history}
        onChange={(event) => session.typeHistory(event.target.value)}
      />
      <ol className={styles.words} aria-label={t('sequence.next.list')}>
        {/* By place, not by word: so the focus stays in its row when the words change. */}
        {Array.from(next?.entries() ?? [], ([place, continuation]) => (
          <Word
            key={place}
            continuation={continuation}
            most={most}
            onAppend={(text) => session.setHistory(text)}
          />
        ))}
      </ol>
    </Card>
  );
}

type WordProps = { continuation: Continuation; most: number; onAppend: (text: string) => void };

/** Bars are drawn against the likeliest word. */
function Word({ continuation: { word, probability, text }, most, onAppend }: WordProps) {
  const format = useFormat();
  const shown = useWordText()(word);
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        aria-disabled={text === null}
        onClick={() => text !== null && onAppend(text)}
      >
        <bdi className={styles.text} title={shown}>
          {shown}
        </bdi>
        <span className={styles.track} aria-hidden="true">
          <span className={styles.bar} style={{ width: `${(100 * probability) / most}%` }} />
        </span>
        <span className={styles.share}>{format.percent(probability)}</span>
      </button>
    </li>
  );
}
