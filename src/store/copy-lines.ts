import { CopyPieces } from './copy-pieces.js';
import type { PoolClient } from './database.js';

/** Of a UTF-16 code unit in UTF-8. */
const MOST_BYTES = 3;

const SPECIAL = /[\\\t\n\r]/;
const SPECIALS = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A value in COPY's text form: NULL for undefined, the four special characters escaped. */
export function copyField(value: string | number | boolean | undefined): string {
  if (value === undefined) return '\\N';
  if (typeof value !== 'string') return String(value);
  return SPECIAL.test(value) ? value.replace(SPECIALS, (character) => ESCAPES[character]) : value;
}

/** A COPY in progress, line by line. */
export class CopyLines {
  readonly #pieces: CopyPieces;

  constructor(client: PoolClient, table: string, columns: readonly string[]) {
    this.#pieces = new CopyPieces(client, `COPY ${table} (${columns.join(', ')}) FROM STDIN`);
  }

  /** Adds one line without its end; wait for the promise, if there is one, before the next. */
  write(line: string): Promise<void> | undefined {
    const pieces = this.#pieces;
    pieces.reserve(MOST_BYTES * (line.length + 1));
    pieces.length += pieces.room.write(`${line}\n`, pieces.length);
    return pieces.takeFull();
  }

  end(): Promise<void> {
    return this.#pieces.end();
  }

  abort(): Promise<void> {
    return this.#pieces.abort();
  }
}
