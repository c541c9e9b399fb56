import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { toPhonoscopeError } from '../../core/errors.ts';
import type { PlainError } from '../../workers/protocol.ts';
import { player } from '../shared/player.ts';
import { useRecogniser } from '../shared/recogniser-context.tsx';
import { ClipSession, type ClipOrigin, type HeardClip } from './clip-session.ts';
import { ExplainSession } from './explain/explain-session.ts';
import { LiveSession } from '../shared/listen/live-session.ts';
import { MicrophoneSession } from '../shared/listen/microphone-session.ts';
import { fetchSample, type SampleClip } from './sample-clips.ts';
import { Take } from '../shared/listen/take.ts';

/** What the microphone button does. */
export type ListenMode = 'record' | 'live';
/** Whether one clip or live mode is on the screen. */
export type ClassifyView = 'clip' | 'live';

/** Everything the Classify panel can do, and the sessions that hold its state. */
export function useClassify() {
  const { recogniser } = useRecogniser();
  const [sessions] = useState(() => ({
    clips: new ClipSession(recogniser),
    microphone: new MicrophoneSession(),
    live: new LiveSession(recogniser),
    explain: new ExplainSession(recogniser),
  }));
  const { clips, microphone, live } = sessions;
  const [mode, setMode] = useState<ListenMode>('record');
  const [view, setView] = useState<ClassifyView>('clip');
  const [soundError, setSoundError] = useState<PlainError | null>(null);
  useEffect(() => microphone.attach(), [microphone]);
  useEffect(() => clips.followRecogniser(), [clips]);

  const tellSoundError = useCallback((thrown: unknown) => {
    const { code, message, details } = toPhonoscopeError(thrown);
    setSoundError({ code, message, details });
  }, []);
  const { heard } = useSyncExternalStore(clips.subscribe, clips.getSnapshot);
  const playingKey = useSyncExternalStore(player.subscribe, player.playingKey);
  const playerKey = heard === null ? 'clip' : playerKeyOf(heard.origin);

  const quieten = () => {
    player.stop();
    setSoundError(null);
  };
  const takeClip = (origin: ClipOrigin, source: Blob, sample?: SampleClip) => {
    microphone.close();
    setView('clip');
    void clips.hear(origin, source, sample?.model);
  };

  const changeMode = (next: ListenMode) => {
    microphone.close();
    setMode(next);
    if (next === 'record') setView('clip');
  };

  return {
    ...sessions,
    mode,
    view,
    playerKey,
    playingKey,
    soundError,
    dismissSoundError: () => setSoundError(null),
    changeMode,
    switchMode: () => changeMode(mode === 'live' ? 'record' : 'live'),
    pressMicrophone: async () => {
      if (microphone.getSnapshot().phase !== 'closed') {
        microphone.close();
        return;
      }
      quieten();
      const take = new Take((recording) => void clips.hearTake(recording));
      await microphone.open(mode === 'live' ? live : take);
      // A microphone that does not open takes nothing off the screen.
      if (live.getSnapshot().isListening) setView('live');
    },
    hearFile: (file: File) => {
      quieten();
      takeClip({ kind: 'file', name: file.name }, file);
    },
    hearSample: async (sample: SampleClip) => {
      const origin = { kind: 'sample', file: sample.file, word: sample.word, voice: sample.voice } as const;
      if (player.playingKey() === playerKeyOf(origin)) {
        player.stop();
        return;
      }
      quieten();
      try {
        const sound = await fetchSample(sample);
        takeClip(origin, sound, sample);
        await player.play(playerKeyOf(origin), sound);
      } catch (thrown) {
        tellSoundError(thrown);
      }
    },
    playOrStop: () => {
      if (heard === null) return;
      if (player.playingKey() === playerKey) player.stop();
      else playHeard(heard).catch(tellSoundError);
    },
  };
}

export type Classify = ReturnType<typeof useClassify>;

/** Under which name the player knows a clip. */
function playerKeyOf(origin: ClipOrigin): string {
  return origin.kind === 'sample' ? `sample:${origin.file}` : 'clip';
}

/** A file that the browser itself cannot play sounds as the model heard it. */
async function playHeard({ origin, source, classification }: HeardClip): Promise<void> {
  const key = playerKeyOf(origin);
  const { samples, sampleRateHz } = classification.clip;
  await player.play(key, source).catch(() => player.play(key, { samples, sampleRateHz }));
}
