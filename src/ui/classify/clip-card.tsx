import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { encodeWav } from '../../core/audio/encode-wav.ts';
import type { Recording } from '../../workers/protocol.ts';
import { Button } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { downloadFile } from '../shared/download-file.ts';
import { ClipFacts } from './clip-facts.tsx';
import { ClipPlots, EmptyPlots } from './clip-plots.tsx';
import type { HeardClip } from './clip-session.ts';
import type { ExplainSession } from './explain/explain-session.ts';
import { useOriginText } from './origin-text.ts';
import styles from './clip-card.module.css';

type ClipCardProps = {
  heard: HeardClip;
  explain: ExplainSession;
  playerKey: string;
  isPlaying: boolean;
  onPlay: () => void;
};

/** The clip as picture, with what can be done with it. */
export function ClipCard({ heard, explain, playerKey, isPlaying, onPlay }: ClipCardProps) {
  const { t } = useTranslation();
  const { origin, source, classification } = heard;
  const name = useOriginText()(origin);
  return (
    <ClipFrame
      name={name}
      actions={
        <>
          <Button icon={isPlaying ? 'stop' : 'play'} onClick={onPlay}>
            {isPlaying ? t('shared.stop') : t('shared.play')}
          </Button>
          {'samples' in source && (
            <Button
              icon="download"
              aria-label={t('classify.saveTake')}
              title={t('classify.saveTake')}
              onClick={() => saveTake(source, name)}
            />
          )}
        </>
      }
    >
      <ClipPlots clip={classification.clip} name={name} playerKey={playerKey} explain={explain} />
      <ClipFacts clip={classification.clip} />
    </ClipFrame>
  );
}

/** The place of the clip before there is one. */
export function EmptyClipCard() {
  const { t } = useTranslation();
  return (
    <ClipFrame name={t('classify.noClip')} actions={null}>
      <EmptyPlots>{t('classify.noClipHint')}</EmptyPlots>
      <p className={styles.noFacts} />
    </ClipFrame>
  );
}

/** Name and buttons above, pictures below. */
export function ClipFrame({
  name,
  actions,
  children,
}: {
  name: string;
  actions: ReactNode;
  children: ReactNode;
}) {
  return (
    <Card className={styles.card}>
      <div className={styles.head}>
        <h2 className={styles.name} title={name}>
          <bdi>{name}</bdi>
        </h2>
        <div className={styles.actions}>{actions}</div>
      </div>
      {children}
    </Card>
  );
}

function saveTake({ samples, sampleRateHz }: Recording, name: string): void {
  const bytes = Uint8Array.from(encodeWav(samples, sampleRateHz));
  downloadFile(`${name}.wav`, new Blob([bytes], { type: 'audio/wav' }));
}
