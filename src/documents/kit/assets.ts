import type { Font } from './font.js';

/** Everything a renderer needs that is not code, read once per process by `publish/assets.ts`. */
export interface Assets {
  fonts: {
    /** Arimo has the metrics of Arial, which the official forms name; Cousine those of Courier. */
    regular: Font;
    bold: Font;
    mono: Font;
  };
  /** Parsed content of `templates/<path>.json`; the document type that owns it says what it holds. */
  template<T>(path: string): T;
}
