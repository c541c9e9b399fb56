import { useTranslation } from 'react-i18next';
import type { ModelMetadata } from '../../core/models/metadata.ts';
import type { ModelDescription, OwnModel, PlainError } from '../../workers/protocol.ts';
import { ErrorNote } from '../shared/error-note.tsx';
import { useFormat } from '../shared/format.ts';
import { useCardWords } from './card-words.ts';
import styles from './model-facts.module.css';

type ModelFactsProps = { details: ModelDescription | PlainError | undefined; own: OwnModel | null };
type Figure = ModelMetadata['card']['figures'][number];

/** How good it is and on what, how many words it knows, how large it is, since when it is here. */
export function ModelFacts({ details, own }: ModelFactsProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const words = useCardWords();
  if (details !== undefined && 'code' in details) return <ErrorNote error={details} />;
  const metadata = details?.metadata;
  const figure = metadata === undefined ? undefined : mainFigure(metadata);
  const labels = own?.labels ?? metadata?.labels ?? [];
  const added = own?.addedMs ?? null;
  const facts = [
    {
      name: t('models.facts.right'),
      value: figure === undefined ? '–' : format.percent(figure.accuracy),
      note: figure === undefined ? '' : aboutFigure(figure),
    },
    {
      name: t('models.facts.labels'),
      value: labels.length === 0 ? '–' : format.count(labels.length),
      note: labels.slice(0, 4).join(t('app.ownModelComma')) + (labels.length > 4 ? ' …' : ''),
    },
    {
      name: t('models.facts.size'),
      value: details === undefined ? '–' : `${format.count(details.numBytes / 1000)}\u00A0kB`,
      note:
        added === null
          ? ''
          : t('models.facts.added', {
              date: new Intl.DateTimeFormat(i18n.resolvedLanguage, {
                dateStyle: 'medium',
                timeStyle: 'short',
              }).format(added),
            }),
    },
  ];
  function aboutFigure({ data, numClips, interval: [low, high] }: Figure): string {
    const interval = `${format.plain(low * 100, 1)}–${format.plain(high * 100, 1)}\u00A0%`;
    return t('models.facts.rightAbout', {
      data: words(data),
      interval,
      count: numClips,
      clips: format.count(numClips),
    });
  }
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value, note }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={styles.value}>{value}</dd>
          <dd className={styles.note} dir="auto">
            {note}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The first that was measured on a test, else on whatever there is. */
function mainFigure({ card: { figures } }: ModelMetadata): Figure | undefined {
  return figures.find(({ split }) => split === 'test') ?? figures[0];
}
