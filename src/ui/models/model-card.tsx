import { useTranslation } from 'react-i18next';
import type { ModelMetadata } from '../../core/models/metadata.ts';
import { useFormat } from '../shared/format.ts';
import { useCardWords } from './card-words.ts';
import styles from './model-card.module.css';

/** What a model's card says, in plain words: figures, limits, data, how it was made, licence. */
export function ModelCard({ metadata: { card, labels, live } }: { metadata: ModelMetadata }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useCardWords();
  const thresholds = [...live.threshold].map(([label, value]) => `${label} ${format.upTo(value, 2)}`);
  return (
    <details className={styles.card}>
      <summary>{t('models.card.title')}</summary>
      <div className={styles.inside}>
        <p>{words(card.summary)}</p>
        {card.figures.length > 0 && (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table scrolls, by keys too
          <div className={styles.scroll} role="region" aria-label={t('models.card.data')} tabIndex={0}>
            <table className={styles.figures}>
              <thead>
                <tr>
                  <th scope="col">{t('models.card.data')}</th>
                  <th scope="col">{t('models.card.split')}</th>
                  <th scope="col">{t('models.card.clips')}</th>
                  <th scope="col">{t('models.card.right')}</th>
                  <th scope="col">{t('models.card.interval')}</th>
                </tr>
              </thead>
              <tbody>
                {card.figures.map(({ data, split, numClips, accuracy, interval: [low, high] }) => (
                  <tr key={`${data} ${split}`}>
                    <th scope="row">{words(data)}</th>
                    <td>{words(split)}</td>
                    <td>{format.count(numClips)}</td>
                    <td>{format.percent(accuracy)}</td>
                    <td>{`${format.plain(low * 100, 1)}–${format.plain(high * 100, 1)}\u00A0%`}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <Part title={t('models.card.labels')} lines={[labels.join(t('app.ownModelComma'))]} />
        <Part title={t('models.card.limits')} lines={card.limits.map(words)} />
        <Part
          title={t('models.card.madeFrom')}
          lines={card.data.map(
            ({ name, split, attribution, licence }) =>
              `${words(name)} · ${words(split)} · ${attribution} · ${licence}`,
          )}
        />
        <Part
          title={t('models.card.live')}
          lines={
            thresholds.length === 0
              ? []
              : [
                  t('models.card.thresholds', {
                    time: format.sec(live.smoothingSec),
                    words: thresholds.join(t('app.ownModelComma')),
                  }),
                ]
          }
        />
        <Part
          title={t('models.card.made')}
          lines={[
            card.createdWith,
            `${t('models.card.seed')} ${card.seed}`,
            `${t('models.card.licence')} ${words(card.licence)}`,
          ]}
        />
      </div>
    </details>
  );
}

function Part({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h5 className={styles.partTitle}>{title}</h5>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line} dir="auto">
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}
