import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../shared/card.tsx';
import { classNames } from '../shared/class-names.ts';
import { useDroppedFiles } from '../shared/dropped-files-context.tsx';
import { usePanelRequest } from '../shared/panel-requests.ts';
import { fetchSampleList } from './sample-clips.ts';
import { usePageWork } from '../shared/page-work.ts';
import { usePanelActive } from '../shared/panel-context.tsx';
import { useRecogniser } from '../shared/recogniser-context.tsx';
import { useKeys } from '../shared/use-keys.ts';
import { Announcement } from './announcement.tsx';
import { ClipCard, EmptyClipCard } from './clip-card.tsx';
import { ClipResult } from './clip-result.tsx';
import { ExplainSection } from './explain/explain-section.tsx';
import { Failures } from './failures.tsx';
import { ListenCard } from './listen-card.tsx';
import { LiveClipCard } from './live-clip-card.tsx';
import { LiveResult } from './live-result.tsx';
import { SampleChips } from './sample-chips.tsx';
import { Stage } from './stage/stage.tsx';
import { type Classify, useClassify } from './use-classify.ts';
import { looseFile } from '../shared/drop-target.ts';
import styles from './classify-panel.module.css';

/** Says which word was spoken, and shows why. */
export function ClassifyPanel() {
  const { t } = useTranslation();
  const isActive = usePanelActive();
  const classify = useClassify();
  const { clips, microphone, live, explain, view } = classify;
  const { phase } = useSyncExternalStore(microphone.subscribe, microphone.getSnapshot);
  const { heard } = useSyncExternalStore(clips.subscribe, clips.getSnapshot);
  const [isStaged, setIsStaged] = useState(false);
  const stageButton = useRef<HTMLButtonElement>(null);
  usePageWork(phase !== 'closed');
  const hasResult = heard !== null;
  // While the next take is recorded, the former result is still there to read, but plainly the former one.
  const isFormer = phase !== 'closed' && view === 'clip' && hasResult;
  const openStage = () => setIsStaged(true);
  useKeys({ ' ': classify.playOrStop, r: () => void classify.pressMicrophone(), s: openStage }, isActive);
  useDroppedFiles('classify', (files) => {
    const file = looseFile(files);
    if (file !== null) classify.hearFile(file);
  });
  useClosedWhenHidden(classify, isActive);
  const explanation = useTourRequests(classify);
  useChartInAdvance();
  return (
    <>
      <h2 className="visually-hidden">{t('app.panel.classify')}</h2>
      {!isStaged && <Failures classify={classify} />}
      <div className={styles.panel}>
        <div className={styles.listen}>
          <ListenCard classify={classify} stageButton={stageButton} onStage={openStage} />
        </div>
        <div className={classNames(styles.clip, isFormer && styles.former)}>
          {view === 'live' ? (
            <LiveClipCard live={live} explain={explain} />
          ) : (
            <CurrentClip classify={classify} />
          )}
        </div>
        <div className={classNames(styles.result, isFormer && styles.former)}>
          {view === 'live' ? <LiveResult live={live} /> : <ClipResult clips={clips} />}
        </div>
        <div className={styles.explain} ref={explanation}>
          <CurrentExplanation classify={classify} />
        </div>
        <Card className={styles.samples} aria-labelledby="samples-title">
          <h3 id="samples-title" className={styles.samplesTitle}>
            {t('classify.samples.title')}
          </h3>
          <SampleChips playingKey={classify.playingKey} onPress={(clip) => void classify.hearSample(clip)} />
        </Card>
      </div>
      {!isStaged && <Announcement clips={clips} live={live} view={view} />}
      <Stage
        classify={classify}
        isOpen={isStaged && isActive}
        onClose={() => setIsStaged(false)}
        opener={stageButton}
      />
    </>
  );
}

function CurrentClip({ classify }: { classify: Classify }) {
  const { clips, explain, playerKey, playingKey, playOrStop } = classify;
  const { heard } = useSyncExternalStore(clips.subscribe, clips.getSnapshot);
  if (heard === null) return <EmptyClipCard />;
  return (
    <ClipCard
      heard={heard}
      explain={explain}
      playerKey={playerKey}
      isPlaying={playingKey === playerKey}
      onPlay={playOrStop}
    />
  );
}

/** Looks into the clip on the screen; of live mode into its last window, once it stands still. */
function CurrentExplanation({ classify: { clips, live, explain, view } }: { classify: Classify }) {
  const { heard } = useSyncExternalStore(clips.subscribe, clips.getSnapshot);
  const { newest, isListening } = useSyncExternalStore(live.subscribe, live.getSnapshot);
  const shown = view === 'live' ? newest : (heard?.classification ?? null);
  const isMoving = view === 'live' && isListening;
  return (
    <ExplainSection session={explain} clip={isMoving ? null : (shown?.clip ?? null)} isMoving={isMoving} />
  );
}

/** What the guided tour shows here; the reference is for "How it hears". */
function useTourRequests({ hearSample, explain }: Classify) {
  const explanation = useRef<HTMLDivElement>(null);
  usePanelRequest('hear-sample', ({ word }) => {
    const play = async () => {
      const sample = (await fetchSampleList()).find((each) => each.word === word);
      if (sample !== undefined) await hearSample(sample);
    };
    void play().catch(() => undefined);
  });
  usePanelRequest('show-hearing', () => {
    explain.setOpen(true);
    // What is inside is fetched now; before it is there, the page may be too short to show the top of it.
    const show = () => explanation.current?.scrollIntoView({ block: 'start' });
    void import('./explain/explain-view.tsx').then(() =>
      requestAnimationFrame(() => requestAnimationFrame(show)),
    );
  });
  return explanation;
}

/** Nobody expects to be heard by a panel that is not on the screen. */
function useClosedWhenHidden({ microphone }: Classify, isActive: boolean): void {
  useEffect(() => {
    if (!isActive) microphone.close();
  }, [microphone, isActive]);
}

/** The chart is fetched beside the model, so that the bars are there with the first word. */
function useChartInAdvance(): void {
  const { status } = useRecogniser().state;
  useEffect(() => {
    if (status === 'loading') void import('./score-bars-chart.tsx');
  }, [status]);
}
