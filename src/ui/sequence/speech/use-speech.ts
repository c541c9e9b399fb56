import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { PlainError } from '../../../workers/protocol.ts';
import { MicrophoneSession } from '../../shared/listen/microphone-session.ts';
import { Take } from '../../shared/listen/take.ts';
import { player } from '../../shared/player.ts';
import { FolderSession } from './folder/folder-session.ts';
import { fetchSpeechSample, type SpeechSample } from './input/speech-samples.ts';
import type { SpeechDecoder, SpeechRecogniser } from './speech-clients.ts';
import { plain, SpeechSession } from './speech-session.ts';

/** Under which name the player knows the recording on the screen. */
export const playerKey = 'speech';

/** People think between words. */
const takeLimits = { silenceSec: 2, maxSec: 30 };

/** Everything the speech view can do, and the sessions that hold its state. */
export function useSpeech(recogniser: SpeechRecogniser, decoder: SpeechDecoder) {
  const [sessions] = useState(() => ({
    session: new SpeechSession(recogniser, decoder, () => performance.now()),
    folders: new FolderSession(recogniser, decoder),
    microphone: new MicrophoneSession(),
  }));
  const { session, microphone } = sessions;
  const [soundError, setSoundError] = useState<PlainError | null>(null);
  const [offsetSec, setOffsetSec] = useState(0);
  useEffect(() => microphone.attach(), [microphone]);
  const { heard } = useSyncExternalStore(session.subscribe, session.getSnapshot);
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
  const nextSample = useRef(0);

  return {
    ...sessions,
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
      await microphone.open(new Take((recording) => void session.hearTake(recording), takeLimits));
    },
    hearFile: (file: File) => {
      quieten();
      microphone.close();
      void session.hear({ kind: 'file', name: file.name }, file);
    },
    hearSample: async (sample: SpeechSample) => {
      quieten();
      microphone.close();
      nextSample.current += 1;
      const wanted = nextSample.current;
      try {
        const sound = await fetchSpeechSample(sample);
        if (wanted !== nextSample.current) return;
        const { title, reference } = sample;
        await session.hear({ kind: 'sample', title, reference }, sound);
      } catch (thrown) {
        setSoundError(plain(thrown));
      }
    },
  };
}

export type Speech = ReturnType<typeof useSpeech>;
