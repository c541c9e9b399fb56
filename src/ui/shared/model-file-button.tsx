import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { useModelImport } from './model-import-context.tsx';

/** Opens a model file that was saved before, here or elsewhere. */
export function ModelFileButton() {
  const { t } = useTranslation();
  const { open } = useModelImport();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button kind="quiet" icon="upload" onClick={() => input.current?.click()}>
        {t('train.openModel')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".zip"
        hidden
        data-testid="model-input"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file !== undefined) void open(file);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
