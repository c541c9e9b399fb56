import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { sortLabels } from '../../../core/language/decoder/emissions.ts';
import type { PathFile } from '../../../platform/browser/dropped-files.ts';
import type { PlainError } from '../../../workers/protocol.ts';
import { MicrophoneSession } from '../../shared/listen/microphone-session.ts';
import { Take } from '../../shared/listen/take.ts';
import { player } from '../../shared/player.ts';
import { useRecogniser } from '../../shared/recogniser-context.tsx';
import { FolderSession } from './folder/folder-session.ts';
import type { SpeechSettings } from './folder/folder-state.ts';
import { fetchSpeechSample, type SpeechSample } from './input/speech-samples.ts';
import type { SpeechDecoder } from './speech-clients.ts';
import { plain, SpeechSession } from './speech-session.ts';
import type { StoredFile } from '../../../platform/browser/stored-file.ts';

/** Under which name the player knows the recording on the screen. */
export const playerKey = 'speech';

/** People think between words. */
const takeLimits = { silenceSec: 2, maxSec: 30 };

/** Everything the speech view can do, and the sessions that hold its state. */
export function useSpeech(decoder: SpeechDecoder) {
  const { t } = useTranslation();
  const { recogniser, state } = useRecogniser();
  const [sessions] = useState(() => ({
    session: new SpeechSession(recogniser, decoder, () => performance.now()),
    folders: new FolderSession(recogniser, decoder),
    microphone: new MicrophoneSession(),
  }));
  const { session, folders, microphone } = sessions;
  const [soundError, setSoundError] = useState<PlainError | null>(null);
  const [offsetSec, setOffsetSec] = useState(0);
  useEffect(() => microphone.attach(), [microphone]);
  const { heard, kind, options, language } = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const settings: SpeechSettings = { model: state.model, kind, options, language };
  const clip = heard?.clip ?? null;
  const isPlaying = useSyncExternalStore(player.subscribe, () => player.playingKey() === playerKey);

  const playFrom = useCallback(
    (startSec: number) => {
      if (clip === null) return;
      const { samples, sampleRateHz } = clip;
      const first = Math.max(0, Math.floor(startSec * sampleRateHz));
      setOffsetSec(first / sampleRateHz);
      player
        .play(playerKey, { samples: samples.subarray(first), sampleRateHz })
        .catch((thrown: unknown) => setSoundError(plain(thrown)));
    },
    [clip],
  );
  const quieten = () => {
    player.stop();
    setSoundError(null);
  };
  const hear = (name: string, file: StoredFile) => {
    quieten();
    microphone.close();
    void session.hear({ kind: 'file', name }, file);
  };
  const openFolder = (files: readonly PathFile[]) => {
    const { metadata } = state;
    const known = metadata === null ? [] : sortLabels(metadata).words.map(({ word }) => word);
    void folders.open(files, t('folder.loose'), known, settings);
  };
  const nextSample = useRef(0);

  return {
    ...sessions,
    decoder,
    settings,
    offsetSec,
    isPlaying,
    soundError,
    dismissSoundError: () => setSoundError(null),
    playFrom,
    playOrStop: () => {
      if (isPlaying) player.stop();
      else playFrom(0);
    },
    pressMicrophone: async () => {
      if (microphone.getSnapshot().phase !== 'closed') {
        microphone.close();
        return;
      }
      quieten();
      const take = new Take(
        (recording) => void session.hearTake(recording),
        takeLimits,
        (recording) => void session.followTake(recording),
      );
      await microphone.open(take);
    },
    hearFile: (file: File) => hear(file.name, file),
    openFolder,
    /** One recording is heard; more are measured as a folder. */
    openFiles: (files: readonly PathFile[]) => {
      const [only] = files;
      if (files.length === 1 && only !== undefined) hear(only.path.split('/').at(-1) ?? '', only.file);
      else openFolder(files);
    },
    hearSample: async (sample: SpeechSample) => {
      quieten();
      microphone.close();
      nextSample.current += 1;
      const wanted = nextSample.current;
      try {
        const sound = await fetchSpeechSample(sample);
        if (wanted !== nextSample.current) return;
        const { words, model } = sample;
        await session.hear({ kind: 'sample', words }, sound, model);
      } catch (thrown) {
        setSoundError(plain(thrown));
      }
    },
  };
}

export type Speech = ReturnType<typeof useSpeech>;
