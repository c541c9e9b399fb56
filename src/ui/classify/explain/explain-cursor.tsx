import { useSyncExternalStore, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { hzToMel, melToHz } from '../../../core/features/mel-filter-bank.ts';
import type { AnalysedClip } from '../../../workers/protocol.ts';
import { classNames } from '../../shared/class-names.ts';
import { useFormat } from '../../shared/format.ts';
import { percentOf, type TimeRange } from '../../shared/time-range.ts';
import { type ExplainSession, frameSec, numFramesOf } from './explain-session.ts';
import styles from './explain-cursor.module.css';

type ExplainCursorProps = {
  session: ExplainSession;
  /** The picture below shows this clip. */
  clip: AnalysedClip;
  range: TimeRange;
  /** The picture has frequencies from bottom to top; this one also takes the keys. */
  hasFrequency?: boolean;
};

/** The cursor of the explain view over a picture of the clip: follows pointer, finger and arrow keys. */
export function ExplainCursor({ session, clip, range, hasFrequency = false }: ExplainCursorProps) {
  const state = useSyncExternalStore(session.subscribe, session.getSnapshot);
  if (!state.isOpen || state.clip !== clip) return null;
  const { frameIndex, hz } = state;
  const timeSec = frameSec(clip, frameIndex);
  const place = { session, clip, range, timeSec, hz, frameIndex };
  return hasFrequency ? <FrequencyCursor {...place} /> : <TimeCursor {...place} />;
}

type Place = {
  session: ExplainSession;
  clip: AnalysedClip;
  range: TimeRange;
  timeSec: number;
  hz: number;
  frameIndex: number;
};

/** Over the waveform. The slider over the spectrogram says the same to those who cannot see. */
function TimeCursor({ session, range, timeSec, hz }: Place) {
  const move = (event: PointerEvent<HTMLDivElement>) =>
    session.moveTo(timeUnder(event.clientX, event.currentTarget, range), hz);
  return (
    <div className={styles.layer} {...pointerActions(move)} aria-hidden="true">
      <div className={styles.time} style={{ left: `${percentOf(timeSec, range)}%` }} />
    </div>
  );
}

/** Over the spectrogram: a cross of time and frequency, with both in figures. */
function FrequencyCursor({ session, clip, range, timeSec, hz, frameIndex }: Place) {
  const { t } = useTranslation();
  const format = useFormat();
  const numFrames = numFramesOf(clip);
  const { minHz, maxHz, melScale } = clip;
  const low = hzToMel(minHz, melScale);
  const span = hzToMel(maxHz, melScale) - low;
  const share = (hzToMel(hz, melScale) - low) / span;
  const left = percentOf(timeSec, range);
  const time = `${format.plain(timeSec, 3)}\u00A0s`;
  const frequency = `${format.count(hz)}\u00A0Hz`;
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const mel = low + span * (1 - (event.clientY - box.top) / box.height);
    session.moveTo(timeUnder(event.clientX, event.currentTarget, range), melToHz(mel, melScale));
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepOf(event, numFrames);
    if (step === null) return;
    event.preventDefault();
    session.step(...step);
  };
  return (
    <div
      className={classNames(styles.layer, styles.onSpectrogram)}
      {...pointerActions(move)}
      onKeyDown={press}
      role="slider"
      tabIndex={0}
      aria-label={t('explain.cursor')}
      aria-describedby="explain-keys"
      aria-valuemin={1}
      aria-valuemax={numFrames}
      aria-valuenow={frameIndex + 1}
      aria-valuetext={t('explain.cursorAt', { time, frequency, frame: frameIndex + 1, numFrames })}
      data-testid="explain-cursor"
    >
      <div className={styles.time} style={{ left: `${left}%` }} />
      <div className={styles.frequency} style={{ bottom: `${share * 100}%` }} />
      <span
        className={classNames(styles.figures, left > 50 && styles.atLeft, share > 0.5 && styles.below)}
        style={{ left: `${left}%`, bottom: `${share * 100}%` }}
        aria-hidden="true"
      >
        {time} · {frequency}
      </span>
    </div>
  );
}

/** A mouse moves the cursor by pointing, a finger by dragging; a page still scrolls under a finger that goes up or down. */
function pointerActions(move: (event: PointerEvent<HTMLDivElement>) => void) {
  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      move(event);
    },
    onPointerMove: move,
  };
}

function timeUnder(clientX: number, element: Element, { startSec, endSec }: TimeRange): number {
  const box = element.getBoundingClientRect();
  if (box.width === 0) return startSec;
  return startSec + ((endSec - startSec) * (clientX - box.left)) / box.width;
}

/** Frames to the right and steps upwards for a key; null for other keys. */
function stepOf({ key, shiftKey }: KeyboardEvent, numFrames: number): [frames: number, up: number] | null {
  const size = shiftKey ? 10 : 1;
  switch (key) {
    case 'ArrowRight':
      return [size, 0];
    case 'ArrowLeft':
      return [-size, 0];
    case 'ArrowUp':
      return [0, size];
    case 'ArrowDown':
      return [0, -size];
    case 'PageUp':
      return [10, 0];
    case 'PageDown':
      return [-10, 0];
    case 'Home':
      return [-numFrames, 0];
    case 'End':
      return [numFrames, 0];
    default:
      return null;
  }
}
