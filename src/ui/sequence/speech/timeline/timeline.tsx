import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decoding } from '../../../../core/language/decoder/decode-sound.ts';
import type { AnalysedClip } from '../../../../workers/protocol.ts';
import { Playhead } from '../../../shared/playhead.tsx';
import { Select } from '../../../shared/select.tsx';
import { Spectrogram } from '../../../shared/spectrogram.tsx';
import { Waveform } from '../../../shared/waveform.tsx';
import type { HeardSpeech } from '../speech-session.ts';
import { playerKey, type Speech } from '../use-speech.ts';
import { CandidateLanes } from './candidate-lanes.tsx';
import { type ScrollView, useScrollView } from './use-scroll-view.ts';
import { samplesInView, type Zoom, zooms } from './visible-range.ts';
import { WordLane } from './word-lane.tsx';
import styles from './timeline.module.css';

const waveHeight = '4.5rem';
const spectrogramHeight = 'clamp(8rem, 22vh, 14rem)';

type TimelineProps = {
  speech: Speech;
  heard: HeardSpeech;
  decoding: Decoding | null;
  name: string;
};

/** Which words when: the words above the pictures of the sound, what else they may have been below, on one time axis. */
export function Timeline({ speech, heard, decoding, name }: TimelineProps) {
  const { t } = useTranslation();
  const { clip, scored } = heard;
  const { labels } = scored.labelSet;
  const scroller = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const view = useScrollView(clip.samples.length / clip.sampleRateHz, scroller, picture);
  return (
    <div className={styles.timeline}>
      <div ref={scroller} className={styles.scroller} onScroll={view.onScroll} data-testid="speech-timeline">
        <div style={{ width: `calc(100% + ${view.hiddenWidth}px)` }}>
          <div className={styles.view} style={{ width: `calc(100% - ${view.hiddenWidth}px)` }}>
            <div ref={picture} className={styles.lane}>
              <WordLane
                words={decoding?.nBest[0]?.words ?? []}
                labels={labels}
                range={view.range}
                onPlay={speech.playFrom}
                onShow={view.show}
              />
            </div>
            <Pictures clip={clip} name={name} view={view} offsetSec={speech.offsetSec} />
            <div className={styles.lane}>
              <CandidateLanes candidates={decoding?.candidates ?? []} labels={labels} range={view.range} />
            </div>
          </div>
        </div>
      </div>
      <div className={styles.foot}>
        <p className={styles.legend}>{t('speech.alternativesHint')}</p>
        <ZoomSelect zoom={view.zoom} onZoom={view.setZoom} />
      </div>
    </div>
  );
}

type PicturesProps = { clip: AnalysedClip; name: string; view: ScrollView; offsetSec: number };

function Pictures({ clip, name, view: { range }, offsetSec }: PicturesProps) {
  const { t } = useTranslation();
  const { startSec, endSec } = range;
  const shown = useMemo(() => ({ startSec, endSec }), [startSec, endSec]);
  // A wave of a long recording that is only stretched would be coarse: it is drawn anew from what is in view.
  const wave = useMemo(() => samplesInView(clip.samples, clip.sampleRateHz, shown), [clip, shown]);
  const waveRange = { startSec: startSec - wave.startSec, endSec: endSec - wave.startSec };
  const head = <Playhead playerKey={playerKey} range={shown} offsetSec={offsetSec} />;
  return (
    <>
      <Waveform
        samples={wave.samples}
        sampleRateHz={clip.sampleRateHz}
        range={waveRange}
        height={waveHeight}
        hasTimeAxis={false}
        label={t('speech.waveOf', { name })}
        overlay={head}
      />
      <Spectrogram
        features={clip.spectrogram}
        hopSec={clip.hopSec}
        minHz={clip.minHz}
        maxHz={clip.maxHz}
        melScale={clip.melScale}
        range={shown}
        height={spectrogramHeight}
        label={t('speech.spectrogramOf', { name })}
        overlay={head}
      />
    </>
  );
}

function ZoomSelect({ zoom, onZoom }: { zoom: Zoom; onZoom: (zoom: Zoom) => void }) {
  const { t } = useTranslation();
  return (
    <Select
      aria-label={t('speech.zoom.name')}
      value={String(zoom)}
      onChange={({ target }) => onZoom(zooms.find((choice) => String(choice) === target.value) ?? 'fit')}
    >
      {zooms.map((choice) => (
        <option key={choice} value={String(choice)}>
          {choice === 'fit' ? t('speech.zoom.fit') : t('speech.zoom.pixels', { pixels: choice })}
        </option>
      ))}
    </Select>
  );
}
