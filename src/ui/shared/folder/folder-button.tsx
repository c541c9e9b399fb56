import { useRef } from 'react';
import { Button } from '../button.tsx';

type FolderButtonProps = { kind: 'primary' | 'plain'; onChoose: (files: FileList) => void; children: string };

/** A button that opens the browser's own dialogue for folders. */
export function FolderButton({ kind, onChoose, children }: FolderButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button kind={kind} icon="folder" onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={(element) => {
          input.current = element;
          // React has no property for it. Where folders cannot be chosen, `multiple` lets files be.
          element?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        multiple
        hidden
        data-testid="folder-input"
        onChange={(event) => {
          const { files } = event.currentTarget;
          if (files !== null && files.length > 0) onChoose(files);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
