import { memo, type RefCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunTable } from '../../../core/evaluation/run-record.ts';
import { clipOf } from '../../../core/evaluation/run-table.ts';
import { Button } from '../../shared/button.tsx';
import { usePlayer } from '../../shared/player.ts';
import type { EditedClip } from '../edits/edit-clip-dialog.tsx';
import { ClipScores } from './clip-scores.tsx';
import { ClipThumbnail } from './clip-thumbnail.tsx';
import type { Thumbnails } from './thumbnails.ts';
import type { StoredFile } from '../../../platform/browser/stored-file.ts';
import styles from './clip-item.module.css';

type ClipItemProps = {
  table: RunTable;
  row: number;
  /** Null where the sound is not here. */
  file: StoredFile | null;
  /** Tells the clips of different runs apart in the player. */
  runId: number;
  index: number;
  /** Where it stands in its list. */
  topPx: number;
  heightPx: number;
  numClips: number;
  /** Whether said and heard are worth a line: not where they are the same for the whole list. */
  hasWords: boolean;
  /** What another model said, where two are compared. */
  saidByOther: string | undefined;
  /** Whether its button is the one in the tab order. */
  isActive: boolean;
  /** Called when the focus comes into it. */
  onActivate: (index: number) => void;
  modelLabels: readonly string[];
  thumbnails: Thumbnails;
  /** Opens what changes the clip's label; null while the run goes on. */
  onEdit: ((clip: EditedClip) => void) | null;
  ref?: RefCallback<HTMLElement> | null;
};

/** One clip: play it, see it, and what the model thought of it. */
export const ClipItem = memo(function ClipItem(props: ClipItemProps) {
  const { table, row, file, runId, index, topPx, heightPx, numClips, hasWords, isActive, onActivate, ref } =
    props;
  const { saidByOther, modelLabels, thumbnails, onEdit } = props;
  const { t } = useTranslation();
  const clip = useMemo(() => clipOf(table, row), [table, row]);
  const { isPlaying, toggle } = usePlayer(`evaluate:${runId}:${clip.path}`);
  const [isMute, setIsMute] = useState(false);
  const play = async () => {
    if (file === null) return;
    try {
      await toggle(file);
      setIsMute(false);
    } catch {
      setIsMute(true);
    }
  };
  return (
    <li
      className={styles.item}
      style={{ top: topPx, height: heightPx }}
      aria-posinset={index + 1}
      aria-setsize={numClips}
      data-playing={isPlaying}
      data-mute={file === null}
      {...(file === null && { ref, tabIndex: isActive ? 0 : -1, onFocus: () => onActivate(index) })}
    >
      {file !== null && (
        <>
          <Button
            ref={ref}
            kind="plain"
            icon={isPlaying ? 'stop' : 'play'}
            className={styles.play}
            tabIndex={isActive ? 0 : -1}
            data-index={index}
            aria-label={t(isPlaying ? 'evaluate.clips.stop' : 'evaluate.clips.play', { path: clip.path })}
            onFocus={() => onActivate(index)}
            onClick={() => void play()}
          />
          <ClipThumbnail file={file} thumbnails={thumbnails} />
        </>
      )}
      <div className={styles.words}>
        <p className={styles.path} title={clip.path}>
          <bdi>{clip.path}</bdi>
        </p>
        {hasWords && (
          <p className={styles.said} data-compared={saidByOther !== undefined}>
            {t('evaluate.clips.said')} <bdi>{clip.label}</bdi>
            <span aria-hidden="true"> · </span>
            {t(saidByOther === undefined ? 'evaluate.clips.heard' : 'evaluate.compare.a')}{' '}
            <bdi>{clip.predicted}</bdi>
            {saidByOther !== undefined && (
              <>
                <span aria-hidden="true"> · </span>
                {t('evaluate.compare.b')}
                {'\u00A0'}
                <bdi>{saidByOther}</bdi>
              </>
            )}
          </p>
        )}
        {isMute ? (
          <p className={styles.mute} role="alert">
            {t('evaluate.clips.mute')}
          </p>
        ) : (
          <ClipScores scores={clip.scores} actual={clip.label} modelLabels={modelLabels} />
        )}
      </div>
      {onEdit !== null && (
        <Button
          kind="quiet"
          icon="pencil"
          className={styles.edit}
          tabIndex={isActive ? 0 : -1}
          aria-label={t('evaluate.edits.open', { path: clip.path })}
          title={t('evaluate.edits.title')}
          onClick={() => onEdit(clip)}
        />
      )}
    </li>
  );
});
