import { useEffect, useState } from 'react';
import { ModelTrainer } from '../../../workers/model-trainer.ts';
import { LiveSession } from '../../shared/listen/live-session.ts';
import { MicrophoneSession } from '../../shared/listen/microphone-session.ts';
import { useRecogniser } from '../../shared/recogniser-context.tsx';
import { LessonSession } from './lesson-session.ts';
import { RecordingSession } from './recording-session.ts';
import { TeachSession } from './teach-session.ts';

/** The sessions behind Teach; they live as long as the page. */
export function useTeach() {
  const { recogniser } = useRecogniser();
  const [sessions] = useState(() => {
    const microphone = new MicrophoneSession();
    const teach = new TeachSession(recogniser);
    // A trainer of its own: a folder that is open beside it keeps its clips.
    const lesson = new LessonSession({ recogniser, trainer: new ModelTrainer() });
    const recording = new RecordingSession(teach, microphone);
    return { microphone, teach, lesson, recording, live: new LiveSession(recogniser) };
  });
  const { microphone, teach } = sessions;
  useEffect(() => microphone.attach(), [microphone]);
  useEffect(() => void teach.restore(), [teach]);
  return sessions;
}

export type Teach = ReturnType<typeof useTeach>;
