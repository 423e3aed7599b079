import { unscaled } from '../../domain/units.js';

/** What takes a text part by part, so that none has to be joined. */
export interface TextSink {
  put(part: string): void;
  /** A whole number of 10^-scale as decimal text with exactly `scale` places: 432 with a scale of 3 is `0.432`. */
  putDecimal(value: number, scale: number): void;
}

/** Parts as a string, for texts outside the hot path. */
export class TextString implements TextSink {
  text = '';

  put(part: string): void {
    this.text += part;
  }

  putDecimal(value: number, scale: number): void {
    this.text += unscaled(value, scale);
  }
}
