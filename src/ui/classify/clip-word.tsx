import { useTranslation } from 'react-i18next';
import type { Scoring } from '../../workers/protocol.ts';
import { useFormat } from '../shared/format.ts';
import { useRecogniser } from '../shared/recogniser-context.tsx';
import { useModelWords } from '../shared/use-model-words.ts';
import { BigWord } from '../shared/listen/big-word.tsx';
import { useLabelText } from './label-text.ts';
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
  const { model, metadata } = useRecogniser().state;
  const { hint } = useModelWords();
  const words = metadata?.labels.filter((label) => metadata.roles.get(label) === 'word');
  return (
    <div className={styles.prompt}>
      <p className={styles.title}>{t('classify.prompt')}</p>
      <p className={styles.words}>{words?.join(' · ') ?? hint(model)}</p>
    </div>
  );
}
