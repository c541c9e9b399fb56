import { useEffect, useRef, useSyncExternalStore, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { classNames } from '../../shared/class-names.ts';
import { ModelNote } from '../../shared/model-note.tsx';
import { useKeys } from '../../shared/use-keys.ts';
import { useModal } from '../../shared/use-modal.ts';
import { Announcement } from '../announcement.tsx';
import { Failures } from '../failures.tsx';
import { FormerWords } from '../former-words.tsx';
import type { Classify } from '../use-classify.ts';
import { StageAnswer } from './stage-answer.tsx';
import { StageBusy } from './stage-busy.tsx';
import { StageFoot } from './stage-foot.tsx';
import { StageModel } from './stage-model.tsx';
import { StagePlot } from './stage-plot.tsx';
import { useFullscreen } from './use-fullscreen.ts';
import { useModelSteps } from './use-model-steps.ts';
import styles from './stage.module.css';

type StageProps = {
  classify: Classify;
  isOpen: boolean;
  onClose: () => void;
  /** Gets the focus when the stage is left. */
  opener: RefObject<HTMLElement | null>;
};

/** What the panel hears, for a room: over the whole screen, in letters for the last row. */
export function Stage({ classify, isOpen, onClose, opener }: StageProps) {
  const { t } = useTranslation();
  const ref = useModal(isOpen);
  useEffect(() => {
    if (!isOpen) return undefined;
    const button = opener.current;
    // No button: the space bar must not press one by chance.
    ref.current?.focus();
    // Only now: as long as something has the whole screen, nothing outside of it takes the focus.
    return () => button?.focus();
  }, [ref, isOpen, opener]);
  return (
    <dialog
      ref={ref}
      className={styles.stage}
      tabIndex={-1}
      aria-label={t('classify.stage.title')}
      onClose={onClose}
    >
      {isOpen && <StageView classify={classify} dialog={ref} />}
    </dialog>
  );
}

type StageViewProps = { classify: Classify; dialog: RefObject<HTMLDialogElement | null> };

function StageView({ classify, dialog }: StageViewProps) {
  const { t } = useTranslation();
  const { clips, microphone, live, view } = classify;
  const inside = useRef<HTMLDivElement>(null);
  const { phase } = useSyncExternalStore(microphone.subscribe, microphone.getSnapshot);
  const { words } = useSyncExternalStore(live.subscribe, live.getSnapshot);
  const leave = () => dialog.current?.close();
  useStageKeys(classify, dialog);
  // Some browsers leave full screen to ask for the microphone; that is no wish to go.
  useFullscreen(inside, () => phase !== 'opening' && leave());
  return (
    <div ref={inside} className={styles.inside}>
      <StageBusy classify={classify} />
      <div className={styles.head}>
        <StageModel />
        <Button kind="quiet" icon="close" aria-label={t('classify.stage.leave')} onClick={leave} />
      </div>
      <ModelNote />
      <div className={classNames(styles.shown, phase !== 'closed' && view === 'clip' && styles.former)}>
        <StageAnswer classify={classify} />
        {view === 'live' && <FormerWords words={words.slice(1)} className={styles.words} />}
        <StagePlot classify={classify} />
      </div>
      <StageFoot classify={classify} />
      <Failures classify={classify} />
      <Announcement clips={clips} live={live} view={view} />
    </div>
  );
}

function useStageKeys(classify: Classify, dialog: RefObject<HTMLDialogElement | null>): void {
  const stepModel = useModelSteps();
  const listen = () => void classify.pressMicrophone();
  useKeys(
    {
      ' ': listen,
      r: listen,
      l: classify.switchMode,
      s: () => dialog.current?.close(),
      arrowleft: () => stepModel(-1),
      arrowright: () => stepModel(1),
    },
    true,
    dialog,
  );
}
