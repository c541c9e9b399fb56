import { useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../shared/class-names.ts';
import { useFormat } from '../../shared/format.ts';
import { widthInEms } from '../../shared/listen/width-in-ems.ts';
import { useLabelText } from '../label-text.ts';
import type { Classify } from '../use-classify.ts';
import { useWordsToSay } from '../use-words-to-say.ts';
import { type Said, saidInClip, saidLive } from './said.ts';
import { ShareBar } from './share-bar.tsx';
import { StageLatency } from './stage-latency.tsx';
import { useNewest } from './use-newest.ts';
import styles from './stage-answer.module.css';

/** The word as large as its place allows, and below it how probable it is and how long that took. */
export function StageAnswer({ classify }: { classify: Classify }) {
  const format = useFormat();
  const newest = useNewest(classify);
  const { words } = useSyncExternalStore(classify.live.subscribe, classify.live.getSnapshot);
  const said = classify.view === 'live' ? saidLive(words) : saidInClip(newest);
  const { text, isFaint, caption } = useAnswerWords(classify, said);
  const word = typeof said === 'object' ? said : null;
  const isUnsure = word?.isSure === false;
  return (
    <>
      <StageWord text={text} isFaint={isFaint} />
      <div className={styles.figures}>
        {word !== null && (
          <p className={classNames(styles.share, isUnsure && styles.unsure)} data-testid="stage-share">
            {format.percent(word.score)}
          </p>
        )}
        <div className={styles.scale}>
          {word !== null && <ShareBar share={word.score} threshold={word.threshold} isSure={word.isSure} />}
          <p className={classNames(styles.caption, isUnsure && styles.unsure)} data-testid="stage-caption">
            {caption}
          </p>
        </div>
        <StageLatency times={newest} />
      </div>
    </>
  );
}

function StageWord({ text, isFaint }: { text: string; isFaint: boolean }) {
  const ems = useMemo(() => widthInEms(text), [text]);
  return (
    <div className={styles.place}>
      <p
        className={classNames(styles.word, isFaint && styles.faint)}
        style={{ '--ems': ems }}
        data-testid="stage-word"
      >
        <bdi>{text}</bdi>
      </p>
    </div>
  );
}

function useAnswerWords({ live, view }: Classify, said: Said) {
  const { t } = useTranslation();
  const format = useFormat();
  const labelText = useLabelText();
  const wordsToSay = useWordsToSay();
  const { isListening } = useSyncExternalStore(live.subscribe, live.getSnapshot);
  if (said === null) {
    const liveText = isListening ? t('classify.live.listening') : t('classify.live.ended');
    return { text: view === 'live' ? liveText : t('classify.prompt'), isFaint: true, caption: wordsToSay };
  }
  if (said === 'silence') {
    return { text: t('classify.role.silence'), isFaint: true, caption: t('classify.nothingHeard') };
  }
  const { text, role } = labelText(said.label);
  const sureFrom =
    said.threshold === null ? '' : t('classify.sureFrom', { share: format.wholePercent(said.threshold) });
  const caption = said.isSure ? sureFrom : t('classify.stage.notSure', { sureFrom });
  return { text, isFaint: !said.isSure || role !== 'word', caption };
}
