import { useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnalysedClip } from '../../../workers/protocol.ts';
import { PlotFrame } from '../../shared/plot-frame.tsx';
import { Spectrogram } from '../../shared/spectrogram.tsx';
import { shownRange } from '../clip-plots.tsx';
import { useOriginText } from '../origin-text.ts';
import type { Classify } from '../use-classify.ts';
import { useNewest } from './use-newest.ts';
import styles from './stage-plot.module.css';

const height = 'clamp(6rem, 20vh, 30rem)';
const emptyRange = { startSec: 0, endSec: 1 };

/** The newest sound as spectrogram; live, it moves. */
export function StagePlot({ classify }: { classify: Classify }) {
  const clip = useNewest(classify)?.clip;
  const name = useNewestName(classify);
  return (
    <div className={styles.plot}>
      {clip === undefined ? (
        <PlotFrame range={emptyRange} verticalTicks={[]} verticalUnit="kHz" height={height} hasTimeAxis>
          <div className={styles.empty} />
        </PlotFrame>
      ) : (
        <ClipSpectrogram clip={clip} name={name} />
      )}
    </div>
  );
}

function ClipSpectrogram({ clip, name }: { clip: AnalysedClip; name: string }) {
  const { t } = useTranslation();
  const range = useMemo(() => shownRange(clip), [clip]);
  return (
    <Spectrogram
      features={clip.spectrogram}
      hopSec={clip.hopSec}
      minHz={clip.minHz}
      maxHz={clip.maxHz}
      melScale={clip.melScale}
      range={range}
      heard={clip.window}
      height={height}
      label={t('classify.spectrogramOf', { name })}
    />
  );
}

function useNewestName({ clips, view }: Classify): string {
  const { t } = useTranslation();
  const originText = useOriginText();
  const { heard } = useSyncExternalStore(clips.subscribe, clips.getSnapshot);
  return view === 'live' || heard === null ? t('classify.live.clip') : originText(heard.origin);
}
