import { useTranslation } from 'react-i18next';
import { useFormat } from '../shared/format.ts';
import type { LiveWord } from '../shared/listen/live-session.ts';

type FormerWordsProps = { words: readonly LiveWord[]; className: string | undefined };

/** The words that live mode heard before the last one, newest first. */
export function FormerWords({ words, className }: FormerWordsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ol className={className} aria-label={t('classify.live.former')} data-testid="former-words">
      {words.map(({ number, label, timeSec }) => (
        <li key={number} title={format.sec(timeSec)}>
          <bdi>{label}</bdi>
        </li>
      ))}
    </ol>
  );
}
