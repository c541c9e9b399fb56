import { useSyncExternalStore } from 'react';
import { ProgressBar } from '../../shared/progress-bar.tsx';
import { useBusyText } from '../use-busy-text.ts';
import type { Classify } from '../use-classify.ts';
import styles from './stage-busy.module.css';

/** A thin bar along the upper edge while an answer is awaited. */
export function StageBusy({ classify: { clips, live, view } }: { classify: Classify }) {
  const { isBusy } = useSyncExternalStore(clips.subscribe, clips.getSnapshot);
  const { isListening, newest } = useSyncExternalStore(live.subscribe, live.getSnapshot);
  const text = useBusyText(view === 'live' ? isListening && newest === null : isBusy);
  return <div className={styles.busy}>{text !== null && <ProgressBar share={null} label={text} />}</div>;
}
