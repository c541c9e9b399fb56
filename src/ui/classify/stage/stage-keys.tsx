import { useTranslation } from 'react-i18next';
import styles from './stage-keys.module.css';

/** The stage's keys, in one faint line. */
export function StageKeys() {
  const { t } = useTranslation();
  const rows = [
    { keys: [t('app.keys.spaceKey'), 'R'], does: t('classify.stage.keys.listen') },
    { keys: ['L'], does: t('classify.stage.keys.mode') },
    { keys: ['←', '→'], does: t('classify.stage.keys.model') },
    { keys: ['S', 'Esc'], does: t('classify.stage.keys.leave') },
  ];
  return (
    <ul className={styles.keys} aria-label={t('app.keys.title')}>
      {rows.map(({ keys, does }) => (
        <li key={does}>
          {keys.map((key) => (
            <kbd key={key} className={styles.key}>
              {key}
            </kbd>
          ))}
          {does}
        </li>
      ))}
    </ul>
  );
}
