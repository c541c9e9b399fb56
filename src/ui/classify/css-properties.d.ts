import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Width of a text in units of its font size. */
    '--ems'?: number;
  }
}
