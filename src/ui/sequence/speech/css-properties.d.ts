import 'react';

declare module 'react' {
  interface CSSProperties {
    /** The colour of a word. */
    '--word'?: string;
    /** How probable a word is, as per cent. */
    '--ground'?: string;
  }
}
