import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnalysedClip } from '../../workers/protocol.ts';
import { PlotFrame } from '../shared/plot-frame.tsx';
import { Spectrogram } from '../shared/spectrogram.tsx';
import type { TimeRange } from '../shared/time-range.ts';
import { Waveform } from '../shared/waveform.tsx';
import { ExplainCursor } from './explain/explain-cursor.tsx';
import type { ExplainSession } from './explain/explain-session.ts';
import { Playhead } from '../shared/playhead.tsx';
import styles from './clip-plots.module.css';

const waveHeight = '6.5rem';
const spectrogramHeight = 'clamp(12rem, 32vh, 20rem)';
const emptyRange: TimeRange = { startSec: 0, endSec: 1 };

type ClipPlotsProps = {
  clip: AnalysedClip;
  name: string;
  playerKey: string;
  smallestScale?: number;
  /** Whose cursor lies over the pictures. */
  explain?: ExplainSession;
};

/** The clip as wave and as mel spectrogram on one time axis, with the part the model heard between two lines. */
export function ClipPlots({ clip, name, playerKey, smallestScale = 0, explain }: ClipPlotsProps) {
  const { t } = useTranslation();
  const range = useMemo(() => shownRange(clip), [clip]);
  const overlay = (hasFrequency: boolean) => (
    <>
      <Playhead playerKey={playerKey} range={range} />
      {explain !== undefined && (
        <ExplainCursor session={explain} clip={clip} range={range} hasFrequency={hasFrequency} />
      )}
    </>
  );
  return (
    <div className={styles.plots}>
      <Waveform
        samples={clip.samples}
        sampleRateHz={clip.sampleRateHz}
        range={range}
        heard={clip.window}
        height={waveHeight}
        hasTimeAxis={false}
        label={t('classify.waveOf', { name })}
        smallestScale={smallestScale}
        overlay={overlay(false)}
      />
      <Spectrogram
        features={clip.spectrogram}
        hopSec={clip.hopSec}
        minHz={clip.minHz}
        maxHz={clip.maxHz}
        melScale={clip.melScale}
        range={range}
        heard={clip.window}
        height={spectrogramHeight}
        label={t('classify.spectrogramOf', { name })}
        overlay={overlay(true)}
      />
      <p className={styles.legend}>{t('classify.heardLegend')}</p>
    </div>
  );
}

/** The same frames without sound, so that nothing moves when the first clip comes. */
export function EmptyPlots({ children }: { children?: ReactNode }) {
  return (
    <div className={styles.plots}>
      <PlotFrame
        range={emptyRange}
        verticalTicks={[]}
        verticalUnit=""
        height={waveHeight}
        hasTimeAxis={false}
      >
        <div className={styles.emptyWave} />
      </PlotFrame>
      <PlotFrame
        range={emptyRange}
        verticalTicks={[]}
        verticalUnit="kHz"
        height={spectrogramHeight}
        hasTimeAxis
      >
        <div className={styles.emptySpectrogram}>{children}</div>
      </PlotFrame>
      <p className={styles.legend} />
    </div>
  );
}

/** The whole clip, and the window where zeros were put around a short one. */
export function shownRange({ samples, sampleRateHz, window }: AnalysedClip): TimeRange {
  return {
    startSec: Math.min(0, window.startSec),
    endSec: Math.max(samples.length / sampleRateHz, window.endSec),
  };
}
