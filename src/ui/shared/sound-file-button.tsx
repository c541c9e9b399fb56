import { useRef } from 'react';
import { Button } from './button.tsx';

type SoundFileButtonProps = {
  text: string;
  hint: string;
  onFile: (file: File) => void;
};

/** Opens one file of sound. */
export function SoundFileButton({ text, hint, onFile }: SoundFileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon="upload" title={hint} onClick={() => input.current?.click()}>
        {text}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".wav,.flac,audio/*"
        hidden
        aria-label={text}
        data-testid="sound-file"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) onFile(file);
          // The same file chosen again must count as a change.
          target.value = '';
        }}
      />
    </>
  );
}
