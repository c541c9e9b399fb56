import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvaluatedClip } from '../../../core/evaluation/evaluation.ts';
import { ClipItem } from './clip-item.tsx';
import type { Thumbnails } from './thumbnails.ts';
import { useWindow } from './use-window.ts';
import styles from './clip-list.module.css';

type ClipListProps = {
  clips: readonly EvaluatedClip[];
  fileOf: (path: string) => Blob | null;
  runId: number;
  hasWords: boolean;
  modelLabels: readonly string[];
  thumbnails: Thumbnails;
  /** Puts the focus on the first clip at the start. */
  takesFocus: boolean;
  /** Escape: back to where the list was opened. */
  onLeave: () => void;
};

/** Clips under each other, however many: only those in view are drawn. Arrow keys move, space plays. */
export function ClipList(props: ClipListProps) {
  const { clips, fileOf, runId, hasWords, modelLabels, thumbnails, takesFocus, onLeave } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const wantsFocus = useRef(takesFocus);
  const [active, setActive] = useState(0);
  const rowPx = (hasWords ? rowRem.withWords : rowRem.plain) * remPx();
  const { first, end, update } = useWindow(scroller, clips.length, rowPx);
  const current = Math.min(active, clips.length - 1);
  useEffect(() => {
    if (!wantsFocus.current || button.current === null) return;
    wantsFocus.current = false;
    button.current.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      onLeave();
      return;
    }
    const next = moveInList(event.key, current, clips.length);
    if (next === null) return;
    event.preventDefault();
    wantsFocus.current = true;
    setActive(next);
    if (next === current) button.current?.focus();
    reveal(scroller.current, next * rowPx, rowPx);
  };
  const indices = new Set(Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i));
  if (current >= 0) indices.add(current);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys bubble up from the buttons inside
    <div ref={scroller} className={styles.scroller} onScroll={update} onKeyDown={onKeyDown}>
      <ul
        className={styles.list}
        style={{ height: clips.length * rowPx }}
        aria-label={t('evaluate.clips.list')}
      >
        {[...indices]
          .sort((a, b) => a - b)
          .map((index) => {
            const clip = clips[index];
            return (
              clip !== undefined && (
                <ClipItem
                  key={clip.path}
                  topPx={index * rowPx}
                  heightPx={rowPx}
                  onActivate={setActive}
                  ref={index === current ? button : null}
                  clip={clip}
                  file={fileOf(clip.path)}
                  runId={runId}
                  index={index}
                  numClips={clips.length}
                  hasWords={hasWords}
                  isActive={index === current}
                  modelLabels={modelLabels}
                  thumbnails={thumbnails}
                />
              )
            );
          })}
      </ul>
    </div>
  );
}

/** Heights of a row, in rem so that they grow with the visitor's letters. */
const rowRem = { plain: 6.5, withWords: 7.75 };

function remPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

function moveInList(key: string, index: number, length: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(length - 1, index + 1);
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return null;
  }
}

/** Scrolls just so far that a row is in view. */
function reveal(scroller: HTMLElement | null, topPx: number, heightPx: number): void {
  if (scroller === null) return;
  const hiddenBelow = topPx + heightPx - (scroller.scrollTop + scroller.clientHeight);
  if (topPx < scroller.scrollTop) scroller.scrollTop = topPx;
  else if (hiddenBelow > 0) scroller.scrollTop += hiddenBelow;
}
