import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunTable } from '../../../core/evaluation/run-record.ts';
import type { EditedClip } from '../edits/edit-clip-dialog.tsx';
import { usePanelActive } from '../../shared/panel-context.tsx';
import { useKeys } from '../../shared/use-keys.ts';
import { ClipItem } from './clip-item.tsx';
import { remPx } from '../../shared/rem-px.ts';
import type { Thumbnails } from './thumbnails.ts';
import { useWindow } from './use-window.ts';
import type { StoredFile } from '../../../platform/browser/stored-file.ts';
import styles from './clip-list.module.css';

type ClipListProps = {
  table: RunTable;
  /** The clips in their order, as rows of the table. */
  rows: readonly number[];
  fileOf: (path: string) => StoredFile | null;
  runId: number;
  hasWords: boolean;
  /** What another model said, where two are compared. */
  saidByOther?: ReadonlyMap<string, string> | undefined;
  thumbnails: Thumbnails;
  /** Puts the focus on the first clip at the start. */
  takesFocus: boolean;
  onEdit: ((clip: EditedClip) => void) | null;
  /** Escape: back to where the list was opened. */
  onLeave: () => void;
};

/**
 * Clips under each other, however many: only those in view are drawn. Arrow keys move, space plays; n and p hear the next
 * and the one before.
 */
export function ClipList(props: ClipListProps) {
  const { table, rows, fileOf, runId, hasWords, saidByOther, thumbnails, takesFocus } = props;
  const { onEdit, onLeave } = props;
  const modelLabels = useMemo(() => table.labels.slice(0, table.numScores), [table]);
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  /** The button of the active clip; without sound the clip itself. */
  const button = useRef<HTMLElement>(null);
  const takeButton = useCallback((element: HTMLElement | null) => {
    button.current = element;
  }, []);
  const wantsFocus = useRef(takesFocus);
  const wantsToHear = useRef(false);
  const [active, setActive] = useState(0);
  const row = saidByOther !== undefined ? 'compared' : hasWords ? 'withWords' : 'plain';
  const rowPx = rowRem[row] * remPx();
  const { first, end, update } = useWindow(scroller, rows.length, rowPx);
  const current = Math.min(active, rows.length - 1);
  const takeFocus = () => {
    if (!wantsFocus.current || button.current === null) return;
    wantsFocus.current = false;
    button.current.focus({ preventScroll: true });
    if (wantsToHear.current && button.current.closest('[data-playing="true"]') === null)
      button.current.click();
    wantsToHear.current = false;
  };
  useEffect(takeFocus);

  const goTo = (next: number) => {
    wantsFocus.current = true;
    setActive(next);
    reveal(scroller.current, next * rowPx, rowPx);
    if (next === current) takeFocus();
  };
  /** To the next clip or the one before, from wherever the focus is, and hears it. */
  const hear = (step: number) => {
    wantsToHear.current = true;
    const isInside = scroller.current?.contains(document.activeElement) === true;
    goTo(isInside ? Math.min(rows.length - 1, Math.max(0, current + step)) : current);
  };
  useKeys({ n: () => hear(1), p: () => hear(-1) }, usePanelActive());
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      onLeave();
      return;
    }
    const next = moveInList(event.key, current, rows.length);
    if (next === null) return;
    event.preventDefault();
    goTo(next);
  };
  const indices = new Set(Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i));
  if (current >= 0) indices.add(current);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys bubble up from the buttons inside
    <div ref={scroller} className={styles.scroller} onScroll={update} onKeyDown={onKeyDown}>
      <ul
        className={styles.list}
        style={{ height: rows.length * rowPx }}
        aria-label={t('evaluate.clips.list')}
      >
        {[...indices]
          .sort((a, b) => a - b)
          .map((index) => {
            const row = rows[index];
            const path = row === undefined ? undefined : table.paths[row];
            return (
              row !== undefined &&
              path !== undefined && (
                <ClipItem
                  key={path}
                  topPx={index * rowPx}
                  heightPx={rowPx}
                  onActivate={setActive}
                  ref={index === current ? takeButton : null}
                  table={table}
                  row={row}
                  file={fileOf(path)}
                  runId={runId}
                  index={index}
                  numClips={rows.length}
                  hasWords={hasWords}
                  saidByOther={saidByOther?.get(path)}
                  isActive={index === current}
                  modelLabels={modelLabels}
                  thumbnails={thumbnails}
                  onEdit={onEdit}
                />
              )
            );
          })}
      </ul>
    </div>
  );
}

/** Heights of a row, in rem so that they grow with the visitor's letters. */
const rowRem = { plain: 6.5, withWords: 7.75, compared: 8.75 };

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
