import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { CopyTuples } from '../../src/store/copy-tuples.js';
import { Database, type PoolClient } from '../../src/store/database.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/embedded-postgres.js';

const COLUMNS = ['b', 'i', 'n', 'd', 't', 'j', 'h'];

describe('COPY in binary form', () => {
  const folder = mkdtempSync('/var/tmp/waybridge-copy-');
  let server: EmbeddedPostgres;
  let database: Database;

  beforeAll(async () => {
    chmodSync(folder, 0o755);
    server = await startEmbeddedPostgres(folder);
    database = new Database(server.url, { connections: 1 });
  });

  afterAll(async () => {
    await database.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What the server has of rows that `write` sends, each value as text. */
  async function stored(write: (copy: CopyTuples) => Promise<void>): Promise<Record<string, unknown>[]> {
    return database.transaction(async (client: PoolClient) => {
      await client.query('CREATE TEMP TABLE t (b boolean, i int, n bigint, d bigint, t text, j json, h bytea) ON COMMIT DROP');
      const copy = new CopyTuples(client, 't', COLUMNS);
      await write(copy);
      await copy.end();
      return (await client.query('SELECT b, i, n::text, d::text, t, j::text, h FROM t ORDER BY i')).rows;
    });
  }

  /** 64 bits in hex. */
  const keyed = (digits: string) => BigInt.asUintN(64, BigInt(digits)).toString(16).padStart(16, '0');

  it('keeps every value', async () => {
    const values = [
      { b: true, i: 0, n: 2 ** 53 - 1, d: '-9223372036854775808', t: 'Ёж 🦔 \\ \t\r\n', j: '{"a":"\\u0000"}', h: '00ff10' },
      { b: false, i: 2 ** 31 - 1, n: 2 ** 32, d: '9223372036854775807', t: '', j: '[]', h: '' },
    ];
    const rows = await stored(async (copy) => {
      for (const { b, i, n, d, t, j, h } of values) {
        copy.begin();
        copy.boolean(b);
        copy.integer(i);
        copy.bigint(n);
        copy.hex(keyed(d));
        copy.text(t);
        copy.text(j);
        copy.hex(h);
        await copy.done();
      }
    });
    expect(rows).toEqual(values.map((value) => ({ ...value, n: String(value.n), h: Buffer.from(value.h, 'hex') })));
  });

  it('keeps what is not there, and bytes of text as they are', async () => {
    const rows = await stored(async (copy) => {
      copy.begin();
      copy.null();
      copy.integer(1);
      copy.bigint(undefined);
      copy.hex(undefined);
      copy.text(Buffer.from('Ёж'));
      copy.text(undefined);
      copy.null();
      await copy.done();
    });
    expect(rows).toEqual([{ b: null, i: 1, n: null, d: null, t: 'Ёж', j: null, h: null }]);
  });

  it('sends values that are larger than a piece, and rows that lie across pieces', async () => {
    const texts = Array.from({ length: 300 }, (_, index) => 'ж'.repeat(index === 7 ? 200_000 : 1_000 + index));
    const rows = await stored(async (copy) => {
      for (const [index, text] of texts.entries()) {
        copy.begin();
        copy.null();
        copy.integer(index);
        copy.bigint(index);
        copy.null();
        copy.text(index % 2 === 0 ? text : Buffer.from(text));
        copy.null();
        copy.null();
        await copy.done();
      }
    });
    expect(rows.map(({ t }) => t)).toEqual(texts);
  });

  it('tells what the server refuses', async () => {
    const refused = stored(async (copy) => {
      copy.begin();
      copy.null();
      copy.integer(1);
      copy.null();
      copy.null();
      copy.null();
      copy.text('{');
      copy.null();
      await copy.done();
    });
    await expect(refused).rejects.toThrow('invalid input syntax for type json');
  });
});
