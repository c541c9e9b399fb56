import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { downloadFile } from '../../shared/download-file.ts';
import { useFormat } from '../../shared/format.ts';
import { ProgressBar } from '../../shared/progress-bar.tsx';
import { Segments } from '../../shared/segments.tsx';
import { useDelayed } from '../../shared/use-delayed.ts';
import { useFigure } from './figures.ts';
import { ModelSettings } from './model-settings.tsx';
import { ModelSummary } from './model-summary.tsx';
import type { PlaygroundSession } from './session/playground-session.ts';
import { isBlank, modelKinds, type PlaygroundState } from './session/playground-state.ts';
import styles from './language-card.module.css';

type ModelCardProps = { session: PlaygroundSession; state: PlaygroundState };

/** The model on the screen: what it is to be, the press that trains it, and what came of it. */
export function ModelCard({ session, state }: ModelCardProps) {
  const { t } = useTranslation();
  const { kind, models, settings, busy, corpus } = state;
  const model = models[kind];
  const news = useNews(state);
  // Most texts take less; nothing flickers then.
  const isSlow = useDelayed(busy !== null, 300);
  const save = async () => {
    const file = await session.save();
    if (file !== null) downloadFile(file.name, file);
  };
  return (
    <Card className={styles.card} aria-labelledby="language-model">
      <h2 id="language-model" className={styles.title}>
        {t('sequence.model.title')}
      </h2>
      <Segments
        legend={t('sequence.model.kind')}
        name="language-model-kind"
        choices={modelKinds.map((value) => ({
          value,
          text: t(`sequence.kind.${value}`),
          hint: t(`sequence.kindHint.${value}`),
        }))}
        value={kind}
        onChoose={(value) => session.chooseKind(value)}
      />
      <ModelSettings kind={kind} settings={settings} onChange={(change) => session.change(change)} />
      <div className={styles.actions}>
        {isSlow ? (
          <Button icon="stop" onClick={() => session.cancel()}>
            {t('sequence.model.cancel')}
          </Button>
        ) : (
          <Button
            kind="primary"
            icon="play"
            disabled={isBlank(corpus) || busy !== null}
            onClick={() => void session.train(kind)}
          >
            {t('sequence.model.train')}
          </Button>
        )}
        {model !== null && (
          <Button icon="download" disabled={busy !== null} onClick={() => void save()}>
            {t(`sequence.model.save.${kind}`)}
          </Button>
        )}
      </div>
      {isSlow && busy !== null && <Progress busy={busy} iterations={settings.iterations} />}
      <p className="visually-hidden" role="status">
        {news}
      </p>
      {model !== null && <ModelSummary model={model} />}
    </Card>
  );
}

type ProgressProps = { busy: NonNullable<PlaygroundState['busy']>; iterations: number };

function Progress({ busy: { with: what, progress }, iterations }: ProgressProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const figure = useFigure();
  const name = t(what === 'file' ? 'sequence.model.opening' : 'sequence.model.training');
  const text =
    progress === null
      ? name
      : t('sequence.model.iteration', {
          iteration: format.count(progress.iteration),
          iterations: format.count(iterations),
          logProb: figure(progress.logProb10),
        });
  const share = progress === null ? null : progress.iteration / iterations;
  return (
    <div>
      <ProgressBar share={share} label={name} text={text} />
      <p className={styles.note}>{text}</p>
    </div>
  );
}

/** What screen readers hear of the training. */
function useNews({ busy, models, kind }: PlaygroundState): string {
  const { t } = useTranslation();
  const figure = useFigure();
  const summary = models[kind]?.summary;
  if (busy !== null) return t(busy.with === 'file' ? 'sequence.model.opening' : 'sequence.model.training');
  if (summary === undefined) return '';
  const { trained } = summary;
  return trained === null
    ? t('sequence.model.opened')
    : t('sequence.model.trained', { perplexity: figure(trained.score.perplexity) });
}
