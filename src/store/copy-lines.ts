import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';

const SPECIAL = /[\\\t\n\r]/;
const SPECIALS = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A value in COPY's text form: NULL for undefined, the four special characters escaped. */
export function copyField(value: string | number | boolean | undefined): string {
  if (value === undefined) return '\\N';
  if (typeof value !== 'string') return String(value);
  return SPECIAL.test(value) ? value.replace(SPECIALS, (character) => ESCAPES[character]) : value;
}

/** Bytes, given in hex, in COPY's text form. */
export function copyBytes(hex: string): string {
  return `\\\\x${hex}`;
}

/** A COPY in progress. Lines are gathered to pieces of a size that suits the socket; `write` waits when it is full. */
export class CopyLines {
  static readonly #PIECE = 128 * 1024;
  readonly #stream: CopyStreamQuery;
  #pending = '';
  #failure: unknown;

  constructor(client: PoolClient, table: string, columns: readonly string[]) {
    this.#stream = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
    this.#stream.on('error', (error) => {
      this.#failure = error;
    });
  }

  /** Adds one line without its end; wait for the promise, if there is one, before the next. */
  write(line: string): Promise<void> | undefined {
    this.#pending += `${line}\n`;
    return this.#pending.length >= CopyLines.#PIECE ? this.#flush() : undefined;
  }

  async end(): Promise<void> {
    await this.#flush();
    this.#stream.end();
    await finished(this.#stream);
  }

  /** Gives up: the server discards what it was sent. The client's transaction is then in error. */
  async abort(): Promise<void> {
    this.#stream.destroy();
    await finished(this.#stream).catch(() => {});
  }

  async #flush(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    const piece = this.#pending;
    this.#pending = '';
    if (piece !== '' && !this.#stream.write(piece)) await once(this.#stream, 'drain');
  }
}
