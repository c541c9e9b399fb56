import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { downloadFile } from '../../shared/download-file.ts';
import { useFormat } from '../../shared/format.ts';
import { ProgressBar } from '../../shared/progress-bar.tsx';
import { Segments } from '../../shared/segments.tsx';
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
      {busy === null ? (
        <div className={styles.actions}>
          <Button
            kind="primary"
            icon="play"
            disabled={isBlank(corpus)}
            onClick={() => void session.train(kind)}
          >
            {t('sequence.model.train')}
          </Button>
          {model !== null && (
            <Button icon="download" onClick={() => void save()}>
              {t(`sequence.model.save.${kind}`)}
            </Button>
          )}
        </div>
      ) : (
        <Busy session={session} state={state} busy={busy} />
      )}
      {model !== null && <ModelSummary model={model} />}
    </Card>
  );
}

type BusyProps = ModelCardProps & { busy: NonNullable<PlaygroundState['busy']> };

function Busy({ session, state, busy }: BusyProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const figure = useFigure();
  const { progress } = busy;
  const { iterations } = state.settings;
  const name = t(busy.with === 'file' ? 'sequence.model.opening' : 'sequence.model.training');
  const text =
    progress === null
      ? name
      : t('sequence.model.iteration', {
          iteration: format.count(progress.iteration),
          iterations: format.count(iterations),
          logProb: figure(progress.logProb10),
        });
  return (
    <>
      <div className={styles.actions}>
        <Button icon="stop" onClick={() => session.cancel()}>
          {t('sequence.model.cancel')}
        </Button>
      </div>
      <div>
        <ProgressBar
          share={progress === null ? null : progress.iteration / iterations}
          label={name}
          text={text}
        />
        <p className={styles.note}>{text}</p>
      </div>
    </>
  );
}
