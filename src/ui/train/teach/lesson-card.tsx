import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { wilsonInterval } from '../../../core/evaluation/wilson-interval.ts';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { downloadFile } from '../../shared/download-file.ts';
import { ErrorNote } from '../../shared/error-note.tsx';
import { fileNameOf } from '../../shared/file-name.ts';
import { useFormat } from '../../shared/format.ts';
import { Icon } from '../../shared/icon.tsx';
import { Heatmap } from '../../shared/matrix/heatmap.tsx';
import { ProgressBar } from '../../shared/progress-bar.tsx';
import { useRecogniser } from '../../shared/recogniser-context.tsx';
import { useOwnModels } from '../../shared/use-own-models.ts';
import { adviseOn, fewTakes } from './advice.ts';
import type { LessonMeasure } from './lesson-session.ts';
import { type Teach, teachAll } from './use-teach.ts';
import styles from './lesson-card.module.css';

/** Teaches, says how far it is, and how well the model does on takes that it has not learnt from. */
export function LessonCard({ sessions }: { sessions: Teach }) {
  const { t } = useTranslation();
  const { teach, lesson, recording } = sessions;
  const { words, takes } = useSyncExternalStore(teach.subscribe, teach.getSnapshot);
  const { word: recorded } = useSyncExternalStore(recording.subscribe, recording.getSnapshot);
  const state = useSyncExternalStore(lesson.subscribe, lesson.getSnapshot);
  const { status, taught, measure, error, storageError, seconds } = state;
  const taughtWords = words.filter((word) => takes.some((take) => take.word === word));
  const isLearning = status === 'preparing' || status === 'head' || status === 'whole';
  const isUpToDate =
    taught !== null &&
    taught.takes.size === takes.length &&
    takes.every(({ id }) => taught.takes.has(id)) &&
    taughtWords.every((word) => taught.words.includes(word));
  return (
    <Card
      className={styles.card}
      aria-labelledby="lesson-title"
      data-testid="lesson"
      data-status={status}
      data-first-sec={seconds.first}
      data-whole-sec={seconds.whole}
    >
      <h3 id="lesson-title" className={styles.title}>
        {t('train.teach.lesson')}
      </h3>
      <Readiness sessions={sessions} numWords={taughtWords.length} />
      {isLearning ? (
        <Learning sessions={sessions} />
      ) : (
        <Button
          className={styles.start}
          kind={isUpToDate && status === 'done' ? 'plain' : 'primary'}
          icon="curve"
          disabled={taughtWords.length < 2 || recorded !== null}
          onClick={() => void teachAll(sessions)}
        >
          {t(taught === null ? 'train.teach.start' : isUpToDate ? 'train.teach.restart' : 'train.teach.goOn')}
        </Button>
      )}
      {error !== null && <ErrorNote error={error} onDismiss={() => lesson.dismissError()} />}
      {storageError !== null && <ErrorNote error={storageError} />}
      {measure !== null && <Measured sessions={sessions} measure={measure} />}
    </Card>
  );
}

/** What is still missing before it can be taught. */
function Readiness({ sessions: { teach }, numWords }: { sessions: Teach; numWords: number }) {
  const { t } = useTranslation();
  const { words, takes } = useSyncExternalStore(teach.subscribe, teach.getSnapshot);
  const counts = words.map((word) => takes.filter((take) => take.word === word).length);
  const points = [
    { text: t('train.teach.needWords'), isDone: numWords >= 2 },
    {
      text: t('train.teach.needTakes', { count: fewTakes }),
      isDone: words.length > 0 && counts.every((count) => count >= fewTakes),
    },
  ];
  if (points.every(({ isDone }) => isDone)) return null;
  return (
    <ul className={styles.points}>
      {points.map(({ text, isDone }) => (
        <li key={text} data-done={isDone}>
          <Icon name={isDone ? 'check' : 'microphone'} size={18} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

function Learning({ sessions: { lesson } }: { sessions: Teach }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { status, step, numSteps } = useSyncExternalStore(lesson.subscribe, lesson.getSnapshot);
  const share = status === 'preparing' ? null : step / Math.max(1, numSteps);
  const text = t(`train.teach.status.${status === 'preparing' || status === 'head' ? 'head' : 'whole'}`);
  return (
    <div className={styles.learning}>
      <p role="status">{text}</p>
      <ProgressBar share={share} label={text} text={share === null ? text : format.percent(share)} />
      <Button icon="stop" onClick={() => lesson.cancel()}>
        {t(status === 'whole' ? 'train.teach.enough' : 'train.teach.cancel')}
      </Button>
    </div>
  );
}

function Measured({ sessions, measure }: { sessions: Teach; measure: LessonMeasure }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { numRight, numTakes, labels, confusion } = measure;
  const [low, high] = wilsonInterval(numRight, numTakes);
  const percent = (value: number) => format.plain(value * 100, 0);
  return (
    <>
      <div className={styles.figure}>
        <p className={styles.value} data-testid="lesson-figure">
          {t('train.teach.right', { count: numTakes, right: format.count(numRight) })}
        </p>
        <p className={styles.note}>
          {t('train.teach.interval', { interval: `${percent(low)}–${percent(high)}\u00A0%` })}
        </p>
      </div>
      <AdviceLine sessions={sessions} measure={measure} />
      <details className={styles.matrix}>
        <summary>{t('train.teach.matrix')}</summary>
        <Heatmap labels={labels} counts={confusion} selected={null} />
      </details>
      <ModelActions sessions={sessions} />
    </>
  );
}

function AdviceLine({ sessions: { teach }, measure }: { sessions: Teach; measure: LessonMeasure }) {
  const { t } = useTranslation();
  const { takes } = useSyncExternalStore(teach.subscribe, teach.getSnapshot);
  const advice = adviseOn(takes, measure);
  return (
    <p className={styles.advice} data-testid="advice" data-kind={advice.kind}>
      <b>{t('train.teach.advice.title')}</b>{' '}
      {advice.kind === 'few-takes'
        ? t('train.teach.advice.few-takes', { word: advice.word, count: advice.numTakes })
        : t(`train.teach.advice.${advice.kind}`, { ...advice })}
    </p>
  );
}

function ModelActions({ sessions: { lesson } }: { sessions: Teach }) {
  const { t } = useTranslation();
  const { recogniser } = useRecogniser();
  const { model } = useSyncExternalStore(lesson.subscribe, lesson.getSnapshot);
  const isKept = useOwnModels().some(({ name }) => name === model?.name);
  if (model === null || !isKept) return null;
  const use = (panel: 'classify' | 'models') => {
    recogniser.setModel(model.name);
    location.hash = panel;
  };
  return (
    <div className={styles.actions}>
      <Button
        icon="download"
        data-testid="save-taught"
        onClick={() => downloadFile(fileNameOf([model.title], 'zip'), model.zip)}
      >
        {t('train.done.save')}
      </Button>
      <Button icon="microphone" onClick={() => use('classify')}>
        {t('train.done.classify')}
      </Button>
      <Button kind="quiet" icon="models" onClick={() => use('models')}>
        {t('train.teach.toModels')}
      </Button>
    </div>
  );
}
