import { useRef } from 'react';
import { Button } from '../../shared/button.tsx';

type RunFileButtonProps = { onChoose: (file: File) => void; children: string };

/** A button that asks for a file of a run, or a table of predictions. */
export function RunFileButton({ onChoose, children }: RunFileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon="upload" onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,.csv"
        hidden
        data-testid="run-input"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file !== undefined) onChoose(file);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
