import { useTranslation } from 'react-i18next';
import type { AnalysedClip } from '../../workers/protocol.ts';
import { useFormat } from '../shared/format.ts';
import { Icon } from '../shared/icon.tsx';
import styles from './clip-facts.module.css';

/** What was in the file and what was done to it before the model heard it. Live, silence is nothing to warn of. */
export function ClipFacts({ clip, isLive = false }: { clip: AnalysedClip; isLive?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { facts, window, sampleRateHz } = clip;
  const words = [
    format.sec(facts.durationSec),
    facts.sampleRateHz === sampleRateHz
      ? format.kHz(sampleRateHz)
      : `${format.kHz(facts.sampleRateHz)} → ${format.kHz(sampleRateHz)}`,
    facts.numChannels === 1
      ? t('classify.fact.mono')
      : t('classify.fact.channels', { count: facts.numChannels }),
    Number.isFinite(facts.peakDbfs) ? t('classify.fact.peak', { level: format.db(facts.peakDbfs) }) : '',
    isLive
      ? ''
      : t('classify.fact.window', {
          from: format.plain(window.startSec, 2),
          to: `${format.plain(window.endSec, 2)}\u00A0s`,
        }),
  ];
  return (
    <>
      <ul className={styles.facts} data-testid="facts">
        {words
          .filter((word) => word !== '')
          .map((word) => (
            <li key={word}>{word}</li>
          ))}
      </ul>
      {facts.isSilent && !isLive && <Caution text={t('classify.fact.silent')} />}
      {facts.notes.map((note) => (
        <Caution
          key={note.code}
          text={t(`classify.fact.${note.code}`, {
            found: format.count(note.foundSamples),
            expected: format.count(note.expectedSamples),
          })}
        />
      ))}
    </>
  );
}

function Caution({ text }: { text: string }) {
  return (
    <p className={styles.caution}>
      <Icon name="warning" size={16} />
      {text}
    </p>
  );
}
