import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { toPhonoscopeError } from '../../core/errors.ts';
import type { PlainError } from '../../workers/protocol.ts';
import { useRecogniser } from './recogniser-context.tsx';

/** How the import of a model file goes. */
type ImportState =
  | { readonly status: 'idle' | 'checking' }
  | { readonly status: 'added'; readonly title: string; readonly storageError: PlainError | null }
  | { readonly status: 'failed'; readonly fileName: string; readonly error: PlainError };

type ModelImport = {
  readonly state: ImportState;
  /** Checks a model file, adds it to the models and chooses it. */
  readonly open: (file: File) => Promise<void>;
  readonly dismiss: () => void;
};

const ModelImportContext = createContext<ModelImport | null>(null);

/** Lets a model file be opened from anywhere on the page. */
export function ModelImportProvider({ children }: { children: ReactNode }) {
  const { recogniser } = useRecogniser();
  const [state, setState] = useState<ImportState>({ status: 'idle' });
  const open = useCallback(
    async (file: File) => {
      setState({ status: 'checking' });
      try {
        const { model, storageError } = await recogniser.library.add(file);
        recogniser.setModel(model.name);
        setState({ status: 'added', title: model.title, storageError });
      } catch (thrown) {
        const { code, message, details } = toPhonoscopeError(thrown);
        setState({ status: 'failed', fileName: file.name, error: { code, message, details } });
      }
    },
    [recogniser],
  );
  const value = useMemo(() => ({ state, open, dismiss: () => setState({ status: 'idle' }) }), [state, open]);
  return <ModelImportContext value={value}>{children}</ModelImportContext>;
}

export function useModelImport(): ModelImport {
  const found = use(ModelImportContext);
  if (found === null) throw new Error('useModelImport needs a ModelImportProvider around it.');
  return found;
}
