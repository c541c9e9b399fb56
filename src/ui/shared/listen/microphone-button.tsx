import { useEffect, useRef } from 'react';
import { classNames } from '../class-names.ts';
import { Icon } from '../icon.tsx';
import type { MicrophoneSession } from './microphone-session.ts';
import styles from './microphone-button.module.css';

/** Sounds below this level leave the ring empty. */
const quietestDbfs = -60;
const radius = 66;
const circumference = 2 * Math.PI * radius;

type MicrophoneButtonProps = {
  session: MicrophoneSession;
  phase: 'closed' | 'opening' | 'open';
  label: string;
  onPress: () => void;
};

/** The round button; the ring around it shows the level of the sound. */
export function MicrophoneButton({ session, phase, label, onPress }: MicrophoneButtonProps) {
  const ring = useRef<SVGCircleElement>(null);
  useEffect(
    () =>
      session.watchLevel((level) => {
        const share = level === null ? 0 : Math.min(1, Math.max(0, 1 - level.peakDbfs / quietestDbfs));
        ring.current?.style.setProperty('stroke-dashoffset', String(circumference * (1 - share)));
      }),
    [session],
  );
  return (
    <button
      type="button"
      className={classNames(styles.button, styles[phase])}
      aria-label={label}
      aria-pressed={phase !== 'closed'}
      onClick={onPress}
    >
      <svg className={styles.ring} viewBox="0 0 144 144" aria-hidden="true">
        <circle className={styles.track} cx="72" cy="72" r={radius} />
        <circle
          ref={ring}
          className={styles.level}
          cx="72"
          cy="72"
          r={radius}
          strokeDasharray={circumference}
          strokeDashoffset={circumference}
        />
      </svg>
      <span className={styles.face}>
        <Icon name={phase === 'closed' ? 'microphone' : 'stop'} size={44} />
      </span>
    </button>
  );
}
