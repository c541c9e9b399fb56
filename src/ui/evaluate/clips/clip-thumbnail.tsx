import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Features } from '../../../core/features/features.ts';
import { SpectrogramThumbnail } from '../../shared/spectrogram.tsx';
import type { Thumbnails } from './thumbnails.ts';
import type { StoredFile } from '../../../platform/browser/stored-file.ts';
import styles from './clip-item.module.css';

/** The clip's spectrogram; worked out once it is on the screen, given up when it leaves before. */
export function ClipThumbnail({ file, thumbnails }: { file: StoredFile | null; thumbnails: Thumbnails }) {
  const { t } = useTranslation();
  const features = useThumbnail(file, thumbnails);
  return (
    <div className={styles.thumbnail}>
      {features !== null && (
        <SpectrogramThumbnail features={features} label={t('evaluate.clips.spectrogram')} />
      )}
    </div>
  );
}

function useThumbnail(file: StoredFile | null, thumbnails: Thumbnails): Features | null {
  const [loaded, setLoaded] = useState<Features | null>(null);
  useEffect(() => {
    if (file === null || thumbnails.peek(file) !== null) return undefined;
    const abort = new AbortController();
    thumbnails.load(file, abort.signal).then(
      (features) => {
        if (!abort.signal.aborted) setLoaded(features);
      },
      () => {
        // The place stays dark: the clip can be heard all the same.
      },
    );
    return () => abort.abort();
  }, [file, thumbnails]);
  return file === null ? null : (thumbnails.peek(file) ?? loaded);
}
