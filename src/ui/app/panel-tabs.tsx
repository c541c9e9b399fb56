import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shared/icon.tsx';
import { panels, type PanelName } from './panels.ts';
import styles from './panel-tabs.module.css';

/** The panels as tabs: in the header, on phones at the bottom. Arrow keys move along. */
export function PanelTabs({
  current,
  onChoose,
}: {
  current: PanelName;
  onChoose: (name: PanelName) => void;
}) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const index = panels.findIndex(({ name }) => name === current);
    const next = panels[nextIndex(event.key, index)];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.name);
    list.current?.querySelector<HTMLElement>(`#tab-${next.name}`)?.focus();
  };
  return (
    <div
      ref={list}
      className={styles.tabs}
      role="tablist"
      tabIndex={-1}
      aria-label={t('app.panels')}
      onKeyDown={move}
    >
      {panels.map(({ name, icon }) => (
        <button
          key={name}
          id={`tab-${name}`}
          className={styles.tab}
          type="button"
          role="tab"
          aria-selected={name === current}
          aria-controls={`panel-${name}`}
          tabIndex={name === current ? 0 : -1}
          onClick={() => onChoose(name)}
        >
          <Icon name={icon} />
          {t(`app.panel.${name}`)}
        </button>
      ))}
    </div>
  );
}

function nextIndex(key: string, index: number): number {
  const last = panels.length - 1;
  switch (key) {
    case 'ArrowRight':
      return index === last ? 0 : index + 1;
    case 'ArrowLeft':
      return index === 0 ? last : index - 1;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return -1;
  }
}
