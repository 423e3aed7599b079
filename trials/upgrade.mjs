// An installation of the first released schema with flights in it is brought to this version: nothing in it is lost, its documents are listed and
// downloaded, what waits goes on, an amended flight flies. Several processes migrate at once, and some are killed. Source: issue 6, point 9.
//   npm run test:upgrade -- [--seed N] [--ci]
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrate, migrationNames } from '../dist/store/migrate.js';
import { Installation, keys } from './harness/installation.mjs';
import { between, randomOf, seedOf } from './harness/random.mjs';
import { ask, close, manifestOf, send, untilReady } from './harness/sending.mjs';
import { Tally } from './harness/tally.mjs';

const { values: options } = parseArgs({ options: { ci: { type: 'boolean', default: false }, seed: { type: 'string' } } });
const seed = seedOf(options.seed);
const random = randomOf(seed);
const size = options.ci ? { flights: 2, consignments: 60, kills: 3 } : { flights: 6, consignments: 1_200, kills: 20 };
const [FIRST] = migrationNames();

/** Members of what a flight is judged by that the first version did not know. */
const LATER_CONTEXT = ['tariffs', 'regime', 'personalFee', 'airlineHouses', 'papers', 'asked'];

function assert(condition, words) {
  if (!condition) throw new Error(words);
}

const serial = seed % 5000;
const manifests = Array.from({ length: size.flights + 1 }, (_, at) => manifestOf(serial + at, { consignments: size.consignments }));
const waiting = manifests.pop();
const codes = manifests.map(({ flight }) => flight);

const tally = new Tally('upgrade', seed);
const installation = await Installation.create();
const clients = [];

async function clientOf(url) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  clients.push(client);
  return client;
}

/** Tables with their columns and keys as a schema has them. */
async function tablesOf(client) {
  const { rows } = await client.query(
    `SELECT table_name AS name, array_agg(quote_ident(column_name) ORDER BY ordinal_position) AS columns FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' GROUP BY table_name ORDER BY table_name`,
  );
  return rows;
}

/** All rows of a table in these columns, as sorted text. */
async function textOf(client, { name, columns }) {
  const { rows } = await client.query(`SELECT r::text AS row FROM (SELECT ${columns.join(', ')} FROM "${name}") r ORDER BY 1`);
  return rows.map(({ row }) => row);
}

/** Rows that this version has made, as far as the first schema has columns for them. */
async function copyRows(from, to, tables) {
  await to.query('SET session_replication_role = replica');
  for (const { name, columns } of tables) {
    const { rows } = await from.query(`SELECT json_agg(r) AS rows FROM (SELECT ${columns.join(', ')} FROM "${name}") r`);
    if (rows[0].rows === null) continue;
    await to.query(
      `INSERT INTO "${name}" (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM json_populate_recordset(NULL::"${name}", $1)`,
      [JSON.stringify(rows[0].rows)],
    );
  }
  await to.query('UPDATE flight_run SET context = context - $1::text[]', [LATER_CONTEXT]);
  const { rows: sequences } = await from.query(
    'SELECT sequencename AS name, last_value AS value FROM pg_sequences WHERE last_value IS NOT NULL',
  );
  for (const { name, value } of sequences)
    await to.query("SELECT setval(c.oid, $2) FROM pg_class c WHERE c.relname = $1 AND c.relkind = 'S'", [name, value]);
}

/** What is listed of a flight's papers, with the hash of each as downloaded. */
async function papersOf(flight) {
  const { body } = await ask(installation.url, 'GET', `/v1/flights/${flight}/documents`, { key: keys.admin });
  const papers = [];
  for (const { id, fileName, sha256 } of body.documents) {
    const answer = await fetch(`${installation.url}/v1/documents/${id}/content`, { headers: { authorization: `Bearer ${keys.admin}` } });
    const downloaded = answer.ok
      ? createHash('sha256')
          .update(new Uint8Array(await answer.arrayBuffer()))
          .digest('hex')
      : answer.status;
    papers.push({ id, fileName, sha256, downloaded });
  }
  return papers;
}

const numbersOf = async (flight) =>
  installation.rows(
    'SELECT w.slot, w.number, w.state FROM waybill_number w JOIN flight f ON f.id = w.flight_id WHERE f.code = $1 ORDER BY w.number',
    [flight],
  );

let old;
let tables;
let before;
let papers;
try {
  await tally.run('flights of before', async () => {
    const [api, worker] = [await installation.startApi(), installation.startWorker()];
    for (const manifest of manifests) {
      await send(installation.url, manifest);
      await close(installation.url, manifest.flight);
    }
    for (const code of codes) await untilReady(installation.url, code);
    await worker.end('SIGTERM');
    await send(installation.url, waiting);
    await close(installation.url, waiting.flight);
    papers = new Map();
    for (const code of codes) papers.set(code, await papersOf(code));
    await api.end('SIGTERM');
  });

  await tally.run('the first schema with these rows', async () => {
    const now = await clientOf(installation.databaseUrl);
    await now.query('CREATE DATABASE first_released');
    const url = new URL(installation.databaseUrl);
    url.pathname = '/first_released';
    await migrate(url.href, { only: [FIRST] });
    old = await clientOf(url.href);
    tables = await tablesOf(old);
    await copyRows(now, old, tables);
    before = new Map();
    for (const table of tables) before.set(table.name, await textOf(old, table));
    await installation.moveTo(url.href);
    console.log(`  ${[...before.values()].reduce((sum, rows) => sum + rows.length, 0)} rows in ${before.size} tables`);
  });

  await tally.run(`${size.kills} migrations killed, three at once to the end`, async () => {
    for (let at = 0; at < size.kills; at += 1) {
      const part = installation.start('migrate.js');
      await sleep(between(random, 200, 1_500));
      await part.end();
    }
    const ends = await Promise.all([1, 2, 3].map(() => installation.start('migrate.js').exited));
    assert(
      ends.every(({ code }) => code === 0),
      `migrations ended with ${JSON.stringify(ends)}`,
    );
    const { rows } = await old.query(
      'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY started_at',
    );
    assert(JSON.stringify(rows.map(({ name }) => name)) === JSON.stringify(migrationNames()), 'not each migration was applied once');
  });

  await tally.run('nothing is lost', async () => {
    for (const table of tables) {
      const after = await textOf(old, table);
      assert(JSON.stringify(after) === JSON.stringify(before.get(table.name)), `${table.name} is not as it was`);
    }
  });

  await tally.run('documents are listed and downloaded as before', async () => {
    await installation.startApi();
    for (const code of codes) {
      const now = await papersOf(code);
      assert(now.length > 0 && JSON.stringify(now) === JSON.stringify(papers.get(code)), `papers of ${code} are not as they were`);
      assert(
        now.every(({ sha256, downloaded }) => sha256 === downloaded),
        `papers of ${code} are not what they say`,
      );
    }
  });

  await tally.run('what was waiting goes on', async () => {
    installation.startWorker();
    await untilReady(installation.url, waiting.flight);
  });

  await tally.run('amended flights fly, under the numbers they had', async () => {
    for (const [at, manifest] of manifests.entries()) {
      const had = await numbersOf(manifest.flight);
      await send(installation.url, manifestOf(serial + at, { consignments: size.consignments, revision: 2 }));
      await close(installation.url, manifest.flight);
      const view = await untilReady(installation.url, manifest.flight);
      assert(view.status === 'ready', `${manifest.flight} is ${view.status}`);
      const [{ published }] = await installation.rows('SELECT published_revision AS published FROM flight WHERE code = $1', [
        manifest.flight,
      ]);
      assert(published > 1, `${manifest.flight} is not published again`);
      const has = await numbersOf(manifest.flight);
      for (const { number, slot } of had)
        assert(
          has.some((one) => one.number === number && one.slot === slot),
          `${number} is gone`,
        );
      const superseded = papers.get(manifest.flight)[0];
      const answer = await ask(installation.url, 'GET', `/v1/documents/${superseded.id}/content`, { key: keys.admin }).catch(
        () => undefined,
      );
      assert(answer === undefined || answer.status === 200, 'a superseded document is not readable');
    }
  });

  await tally.run('a new flight flies', async () => {
    const manifest = manifestOf(serial + size.flights + 1, { consignments: size.consignments });
    await send(installation.url, manifest);
    await close(installation.url, manifest.flight);
    await untilReady(installation.url, manifest.flight);
  });
} finally {
  for (const client of clients) await client.end().catch(() => {});
  await installation.close({ keep: tally.failed.length > 0 });
  if (tally.failed.length > 0) console.log(`left for inspection: ${installation.folder}`);
}
process.exitCode = tally.end();
