import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Folder, FolderFile } from '../../shared/folder/folder-plan.ts';
import { ModelTrainer } from '../../../workers/model-trainer.ts';
import { LiveSession } from '../../shared/listen/live-session.ts';
import { MicrophoneSession } from '../../shared/listen/microphone-session.ts';
import { usePageWork } from '../../shared/page-work.ts';
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
  const { microphone, teach, lesson } = sessions;
  const { phase } = useSyncExternalStore(microphone.subscribe, microphone.getSnapshot);
  const { adding } = useSyncExternalStore(teach.subscribe, teach.getSnapshot);
  const { status } = useSyncExternalStore(lesson.subscribe, lesson.getSnapshot);
  const isLearning = status === 'preparing' || status === 'head' || status === 'whole';
  usePageWork(phase !== 'closed' || adding !== null || isLearning);
  useEffect(() => microphone.attach(), [microphone]);
  useEffect(() => void teach.restore(), [teach]);
  return sessions;
}

export type Teach = ReturnType<typeof useTeach>;

const mostWordsInTitle = 4;

/** Teaches all words that have takes. */
export async function teachAll({ teach, lesson }: Teach): Promise<void> {
  const { words, takes } = teach.getSnapshot();
  const taught = words.filter((word) => takes.some((take) => take.word === word));
  const title = taught.slice(0, mostWordsInTitle).join(' · ');
  await lesson.teach(taught, takes, taught.length > mostWordsInTitle ? `${title} …` : title);
}

/** Words that sound unlike each other. */
const sampleWords = ['one', 'two', 'seven'];

/** Adds shipped takes of three words, unless the visitor has words already. */
export async function addSamples(
  { teach }: Teach,
  fetchFolder: (signal: AbortSignal) => Promise<Folder>,
): Promise<boolean> {
  await teach.restore();
  if (teach.getSnapshot().words.length > 0) return false;
  await teach.addFolder(async (signal) => {
    const folder = await fetchFolder(signal);
    const files = folder.files.filter(({ path }) => sampleWords.some((word) => path.startsWith(`${word}/`)));
    return { ...folder, files: namedAfterSpeakers(files) };
  });
  return true;
}

/** The shipped files are called after their voices; Speech Commands has eight hexadecimal digits for each. */
function namedAfterSpeakers(files: readonly FolderFile[]): FolderFile[] {
  const voiceOf = ({ path }: FolderFile) => path.slice(path.indexOf('/') + 1);
  const voices = [...new Set(files.map(voiceOf))].sort();
  return files.map(({ path, file }) => {
    const speaker = String(voices.indexOf(voiceOf({ path, file })) + 1).padStart(8, '0');
    return { path: `${path.slice(0, path.indexOf('/'))}/${speaker}_nohash_0.wav`, file };
  });
}
