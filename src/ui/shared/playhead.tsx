import { useEffect, useRef, useSyncExternalStore } from 'react';
import { player } from './player.ts';
import { percentOf, type TimeRange } from './time-range.ts';
import styles from './playhead.module.css';

type PlayheadProps = {
  playerKey: string;
  range: TimeRange;
  /** Where in the recording the sound that plays begins. */
  offsetSec?: number;
};

/** A line that runs along while the sound with this key plays. */
export function Playhead({ playerKey, range, offsetSec = 0 }: PlayheadProps) {
  const isPlaying = useSyncExternalStore(player.subscribe, () => player.playingKey() === playerKey);
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isPlaying) return undefined;
    let request = 0;
    // Moved by hand: thirty renders a second of the whole panel would be wasted.
    const move = () => {
      const positionSec = player.positionSec(playerKey);
      if (ref.current !== null && positionSec !== null)
        ref.current.style.left = `${percentOf(offsetSec + positionSec, range)}%`;
      request = requestAnimationFrame(move);
    };
    move();
    return () => cancelAnimationFrame(request);
  }, [isPlaying, playerKey, range, offsetSec]);
  return isPlaying ? <div ref={ref} className={styles.head} aria-hidden="true" /> : null;
}
