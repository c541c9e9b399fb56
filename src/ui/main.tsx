import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { parseBackendPreference } from '../platform/browser/backend-choice.ts';
import { LanguageModels } from '../workers/language-models.ts';
import { ModelTrainer } from '../workers/model-trainer.ts';
import { Recogniser } from '../workers/recogniser.ts';
import { App } from './app/app.tsx';
import { startOfflineCopy } from './app/offline.ts';
import { startTranslations } from './i18n/i18n.ts';
import { LanguageProvider } from './shared/language-context.tsx';
import { ModelImportProvider } from './shared/model-import-context.tsx';
import { RecogniserProvider } from './shared/recogniser-context.tsx';
import { chooseDefaultModel } from './shared/default-model.ts';
import { startTheme } from './shared/theme.ts';
import './shared/tokens.css';
import './shared/base.css';

startTheme();
const translated = startTranslations();
startOfflineCopy();

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root.');
const recogniser = new Recogniser({ preference: parseBackendPreference(location.search) });
const trainer = new ModelTrainer();
const languages = new LanguageModels();
void recogniser.ownModels.restore().then(() => chooseDefaultModel(recogniser));
// For workshops and tests: docs/console.md.
Object.assign(globalThis, { phonoscope: Object.freeze({ recogniser, trainer, languages }) });

const page = (
  <StrictMode>
    <RecogniserProvider recogniser={recogniser} trainer={trainer}>
      <LanguageProvider languages={languages}>
        <ModelImportProvider>
          <App />
        </ModelImportProvider>
      </LanguageProvider>
    </RecogniserProvider>
  </StrictMode>
);
// A transition is rendered in slices of a few milliseconds, so that the browser stays free on a slow machine as well.
void translated.then(() => startTransition(() => createRoot(root).render(page)));
