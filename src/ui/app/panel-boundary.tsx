import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../shared/button.tsx';
import styles from './panel-boundary.module.css';

/** Keeps one panel's failure (a chunk that cannot be fetched, a bug) away from the others. */
export class PanelBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? <PanelFailure /> : this.props.children;
  }
}

function PanelFailure() {
  const { t } = useTranslation();
  return (
    <div className={styles.failure} role="alert">
      <p>{t('app.panelFailed')}</p>
      <Button kind="primary" icon="retry" onClick={() => location.reload()}>
        {t('app.reload')}
      </Button>
    </div>
  );
}
