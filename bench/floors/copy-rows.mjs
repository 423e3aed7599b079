// The least that rows can cost: COPY from a file that the server reads itself, and COPY out that nobody decodes.

import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ndjson } from '../subjects/manifest.mjs';

const LINE_FEED = 10;

/** Parses every line by itself. */
export function parseLines(body) {
  let values = 0;
  for (let from = 0; from < body.length; ) {
    const end = body.indexOf(LINE_FEED, from);
    if (JSON.parse(body.toString('utf8', from, end)) !== null) values += 1;
    from = end + 1;
  }
  return values;
}

/** Writes the rows of `consignment` to a file of the server, and makes an empty table with the same columns and indices. */
export async function prepareCopyFloor(client, path) {
  await client.query(`COPY consignment TO '${path}'`);
  await client.query('DROP TABLE IF EXISTS bench_copy');
  await client.query('CREATE TABLE bench_copy (LIKE consignment INCLUDING ALL)');
  // LIKE leaves a table's own settings out: without this one a third of the rows would go into a second table.
  const { rows } = await client.query("SELECT unnest(reloptions) AS option FROM pg_class WHERE oid = 'consignment'::regclass");
  for (const { option } of rows) await client.query(`ALTER TABLE bench_copy SET (${option})`);
}

/** JSON.parse of each line, then COPY of the same rows from the server's file. */
export async function openParseAndCopy({ url, consignments, rowsFile }) {
  const client = new pg.Client(url);
  await client.connect();
  const body = ndjson(consignments);
  return {
    before: () => client.query('TRUNCATE bench_copy'),
    run: async () => {
      parseLines(body);
      await client.query(`COPY bench_copy FROM '${rowsFile}'`);
    },
    close: () => client.end(),
  };
}

/** What a declaration is made of, in its order, as text that is received and dropped. */
const PLACED = (run, declaration) =>
  `COPY (SELECT p.declaration, p.ordinal, p.first_goods_numeric, p.value_kopecks, p.payments, c.body
   FROM placement p JOIN consignment c ON c.manifest_key = p.manifest_key AND c.sequence = p.sequence
   WHERE p.run_id = ${run} AND p.declaration = ${declaration} ORDER BY p.ordinal) TO STDOUT`;

export async function copyOut(client, run, declarations) {
  let bytes = 0;
  for (let index = 0; index < declarations; index += 1) {
    const drop = new Writable({
      write: (chunk, _, done) => {
        bytes += chunk.length;
        done();
      },
    });
    await pipeline(client.query(copyTo(PLACED(run, index))), drop);
  }
  return bytes;
}

export async function openCopyOut({ url, run, declarations }) {
  const client = new pg.Client(url);
  await client.connect();
  return { run: () => copyOut(client, run, declarations), close: () => client.end() };
}
