import { useTranslation } from 'react-i18next';
import type { Scoring } from '../../workers/protocol.ts';
import { useFormat } from '../shared/format.ts';
import { BigWord } from '../shared/listen/big-word.tsx';
import { useLabelText } from './label-text.ts';
import { useWordsToSay } from './use-words-to-say.ts';
import styles from './clip-word.module.css';

/** The word of one clip; grey and "not sure" below its threshold. */
export function ClipWord({ scoring }: { scoring: Scoring }) {
  const { t } = useTranslation();
  const format = useFormat();
  const labelText = useLabelText();
  const [first] = scoring.ranked;
  if (scoring.isSilent || first === undefined) {
    return <BigWord text={t('classify.role.silence')} isFaint caption={t('classify.nothingHeard')} />;
  }
  const { text, role } = labelText(first.label);
  const share = format.percent(first.score);
  return (
    <BigWord
      text={text}
      isFaint={!scoring.isSure || role !== 'word'}
      caption={scoring.isSure ? share : t('classify.notSure', { share })}
      isCaution={!scoring.isSure}
    />
  );
}

/** Before the first clip: what can be said. */
export function WordPrompt() {
  const { t } = useTranslation();
  const words = useWordsToSay();
  return (
    <div className={styles.prompt}>
      <p className={styles.title}>{t('classify.prompt')}</p>
      <p className={styles.words}>{words}</p>
    </div>
  );
}
