import { Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useModelImport } from '../shared/model-import-context.tsx';
import { ModelNote } from '../shared/model-note.tsx';
import { PanelProvider } from '../shared/panel-context.tsx';
import { player } from '../shared/player.ts';
import { useKeys } from '../shared/use-keys.ts';
import { DropArea } from './drop-area.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { ImportNote } from './import-note.tsx';
import { PanelBoundary } from './panel-boundary.tsx';
import { panelFromHash, panels, type PanelName } from './panels.ts';
import { PanelTabs } from './panel-tabs.tsx';
import { Tour } from './tour/tour.tsx';
import { UpdateNote } from './update-note.tsx';
import { useFirstInteraction } from './use-first-interaction.ts';
import styles from './app.module.css';

/** The page: a header, the tabs, and every panel that has been visited, one of them on the screen. */
export function App() {
  const { t } = useTranslation();
  const [current, setCurrent] = useCurrentPanel();
  const [areKeysOpen, setAreKeysOpen] = useState(false);
  const [tourStep, setTourStep] = useState<number | null>(null);
  const { open: openModel } = useModelImport();
  useFirstInteraction();
  useKeys({
    '?': () => setAreKeysOpen(true),
    ...Object.fromEntries(panels.map(({ name }, index) => [index + 1, () => setCurrent(name)])),
  });
  return (
    <DropArea current={current} onModel={openModel} onTarget={setCurrent}>
      <a className={styles.skip} href="#content">
        {t('app.skip')}
      </a>
      <Header onShowKeys={() => setAreKeysOpen(true)}>
        <PanelTabs current={current} onChoose={setCurrent} />
      </Header>
      <main id="content" className={styles.content} tabIndex={-1}>
        <UpdateNote />
        <ModelNote />
        <ImportNote />
        <Panels current={current} />
      </main>
      <Footer onTour={() => setTourStep(0)} />
      <Tour step={tourStep} onStep={setTourStep} onPanel={setCurrent} />
      <KeysDialog isOpen={areKeysOpen} onClose={() => setAreKeysOpen(false)} />
    </DropArea>
  );
}

/** Panels stay mounted once visited, so that nothing in them is lost. */
function Panels({ current }: { current: PanelName }) {
  const { t } = useTranslation();
  const [visited, setVisited] = useState<ReadonlySet<PanelName>>(new Set([current]));
  if (!visited.has(current)) setVisited(new Set([...visited, current]));
  return panels.map(({ name, Panel }) => (
    <div
      key={name}
      id={`panel-${name}`}
      role="tabpanel"
      aria-labelledby={`tab-${name}`}
      hidden={name !== current}
    >
      {visited.has(name) && (
        <PanelProvider value={name === current}>
          <PanelBoundary>
            <Suspense fallback={<p className={styles.opening}>{t('app.panelLoading')}</p>}>
              <Panel />
            </Suspense>
          </PanelBoundary>
        </PanelProvider>
      )}
    </div>
  ));
}

/** The panel on the screen, kept in the address so that a link can point to it. */
function useCurrentPanel(): [PanelName, (name: PanelName) => void] {
  const [current, setCurrent] = useState(() => panelFromHash(location.hash));
  const choose = useCallback((name: PanelName) => {
    player.stop();
    setCurrent(name);
    history.replaceState(null, '', `#${name}`);
  }, []);
  useEffect(() => {
    const follow = () => setCurrent(panelFromHash(location.hash));
    // The address may have changed while the page was drawn for the first time.
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return [current, choose];
}
