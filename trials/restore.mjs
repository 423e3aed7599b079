// Makes backups while flights are posted, publishes more, loses everything but the journal of numbers, restores, and looks at what is there:
// flights of the backup whole to the byte, flights under way finished, no number issued twice. Source: issue 6, point 7.
//   npm run test:restore -- [--seed N] [--ci]
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, closeSync, cpSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { runningServerUrl } from '../dist/store/embedded-postgres.js';
import { freePort, keys, root } from './harness/installation.mjs';
import { between, randomOf, seedOf } from './harness/random.mjs';
import { close, manifestOf, send, untilReady } from './harness/sending.mjs';
import { Tally } from './harness/tally.mjs';

const { values: options } = parseArgs({ options: { ci: { type: 'boolean', default: false }, seed: { type: 'string' } } });
const seed = seedOf(options.seed);
const random = randomOf(seed);
const size = options.ci ? { flights: 2, consignments: 60 } : { flights: 5, consignments: 400 };

const folder = mkdtempSync('/var/tmp/waybridge-restore-');
chmodSync(folder, 0o755);
const data = join(folder, 'data');
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const env = {
  ...process.env,
  NODE_OPTIONS: '',
  DATABASE_URL: '',
  WAYBRIDGE_DATA: data,
  HOST: '127.0.0.1',
  PORT: String(port),
  RENDER_THREADS: '1',
  LEASE_MS: '3000',
  RECONCILE_MS: '1000',
  WAYBRIDGE_DEMO_KEYS: Object.entries(keys)
    .map(([role, key]) => `${role}:${key}`)
    .join(','),
};
delete env.DATABASE_URL;

const running = new Set();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A process on the data folder; `ended` tells how. */
function run(script, ...args) {
  const output = openSync(join(folder, 'output.log'), 'a');
  const child = spawn(process.execPath, [join(root, 'dist', script), ...args], { env, cwd: folder, stdio: ['ignore', output, output] });
  closeSync(output);
  running.add(child);
  const ended = new Promise((done) =>
    child.once('exit', (code, signal) => {
      running.delete(child);
      done({ code, signal });
    }),
  );
  return { child, ended };
}

const cli = async (...args) => (await run('cli.js', ...args).ended).code;

async function start() {
  const service = run('start.js');
  for (const deadline = Date.now() + 90_000; Date.now() < deadline; await sleep(100)) {
    if ((await fetch(`${url}/health/ready`).catch(() => undefined))?.ok) return service;
    if (service.child.exitCode !== null) throw new Error(`the service has ended, see ${join(folder, 'output.log')}`);
  }
  throw new Error('the service was not ready in time');
}

/** As a machine that is lost: no part of it says good-bye. */
async function kill(service) {
  const [server] = readFileSync(join(data, 'postgres/pgdata/postmaster.pid'), 'utf8').split('\n');
  service.child.kill('SIGKILL');
  process.kill(Number(server), 'SIGQUIT');
  await service.ended;
  while (existsSync(`/proc/${server}`)) await sleep(50);
}

async function rows(sql, values = []) {
  const client = new pg.Client({ connectionString: runningServerUrl(join(data, 'postgres')) });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

let serial = seed % 5000;
const nextManifest = () => {
  serial += 1;
  return manifestOf(serial, { consignments: size.consignments });
};

/** Posts and closes a flight, and waits for its papers if they are wanted. */
async function fly(manifest, { wait = true } = {}) {
  await send(url, manifest);
  await close(url, manifest.flight);
  if (wait) await untilReady(url, manifest.flight);
  return manifest;
}

const flySome = async () => {
  const flown = [];
  for (let at = 0; at < size.flights; at += 1) flown.push(await fly(nextManifest()));
  return flown.map(({ flight }) => flight);
};

/** All that is known of flights: rows, and the hash of each document as it is downloaded. */
async function stateOf(flights) {
  const state = {};
  for (const flight of flights) {
    const [own] = await rows('SELECT id, status, revision, published_revision, consignments FROM flight WHERE code = $1', [flight]);
    const numbers = await rows('SELECT number, slot, state FROM waybill_number WHERE flight_id = $1 ORDER BY number', [own.id]);
    const documents = await rows(
      "SELECT id, file_name, encode(sha256, 'hex') AS sha256, status FROM document WHERE flight_id = $1 ORDER BY id",
      [own.id],
    );
    const consignments = await rows(
      `SELECT count(*) AS count, encode(sha256(string_agg(c.content_hash, ''::bytea ORDER BY c.manifest_key, c.sequence)), 'hex') AS hash
       FROM manifest m JOIN consignment c ON c.manifest_key = m.id WHERE m.flight_id = $1`,
      [own.id],
    );
    for (const document of documents) {
      const answer = await fetch(`${url}/v1/documents/${document.id}/content`, { headers: { authorization: `Bearer ${keys.admin}` } });
      document.downloaded = answer.ok
        ? createHash('sha256')
            .update(new Uint8Array(await answer.arrayBuffer()))
            .digest('hex')
        : answer.status;
      if (document.downloaded !== document.sha256) throw new Error(`${document.file_name} was answered ${document.downloaded}`);
    }
    if (documents.length === 0) throw new Error(`${flight} has no documents`);
    state[flight] = { ...own, numbers, documents, consignments };
  }
  return state;
}

const issued = async () =>
  new Map(
    (
      await rows(`SELECT w.number, f.code, w.slot FROM waybill_number w LEFT JOIN flight f ON f.id = w.flight_id WHERE w.state <> 'free'`)
    ).map(({ number, ...place }) => [number, place]),
  );

function assert(condition, words) {
  if (!condition) throw new Error(words);
}

const tally = new Tally('restore', seed);
const [whole, zip] = [join(folder, 'backup'), join(folder, 'backup.zip')];
let service = await start();
let isSending = true;
const sentBefore = [];
const sentWhile = [];
let before;
let lost;
let opened;
try {
  await tally.run('flights before the backup', async () => {
    sentBefore.push(...(await flySome()));
    opened = nextManifest();
    await send(url, opened);
    before = await stateOf(sentBefore);
  });

  await tally.run('backups while flights are posted, one of them killed', async () => {
    const sending = (async () => {
      for (; isSending; await sleep(1_000)) sentWhile.push(await fly(nextManifest(), { wait: false }));
    })();
    sending.catch(() => {});
    await sleep(1_000);
    const killed = run('cli.js', 'backup', join(folder, 'cut-off'));
    await sleep(between(random, 300, 1_200));
    killed.child.kill('SIGKILL');
    await killed.ended;
    // One that had been quick enough is whole; a part is never under the name.
    assert(
      !existsSync(join(folder, 'cut-off')) || existsSync(join(folder, 'cut-off/backup.json')),
      'a backup that was cut off looks whole',
    );
    const codes = [await cli('backup', whole), await cli('backup', zip), await cli('backup', whole)];
    isSending = false;
    await sending;
    assert(codes.join() === '0,0,2', `backups ended with ${codes}`);
    for (const { flight } of sentWhile) await untilReady(url, flight);
  });

  await tally.run('flights after the backup', async () => {
    const flown = await flySome();
    await close(url, opened.flight);
    await untilReady(url, opened.flight);
    lost = { flown, numbers: await issued(), opened: await stateOf([opened.flight]) };
    console.log(`  ${sentWhile.length} flights while backups were made, ${lost.numbers.size} numbers issued in all`);
  });

  await kill(service);
  for (const name of readdirSync(data)) if (name !== 'numbers') rmSync(join(data, name), { recursive: true, force: true });

  await tally.run('what is damaged is refused and leaves nothing', async () => {
    for (const name of ['tables/consignment.copy.gz', 'tables/document.copy.gz', 'backup.json']) {
      const copy = join(folder, 'damaged');
      cpSync(whole, copy, { recursive: true });
      const bytes = readFileSync(join(copy, name));
      bytes[Math.floor(random() * bytes.length)] ^= 1 << Math.floor(random() * 8);
      writeFileSync(join(copy, name), bytes);
      const code = await cli('restore', copy);
      assert(code === 2, `a damaged ${name} was answered ${code}`);
      assert(readdirSync(data).join() === 'numbers', `left behind: ${readdirSync(data)}`);
      rmSync(copy, { recursive: true });
    }
    const cut = join(folder, 'cut.zip');
    const bytes = readFileSync(zip);
    writeFileSync(cut, bytes.subarray(0, Math.floor(bytes.length * between(random, 0.1, 0.99))));
    assert((await cli('restore', cut)) === 2, 'half a ZIP was restored');
  });

  await tally.run('a restore that is killed does not look whole', async () => {
    const killed = run('cli.js', 'restore', whole);
    while (!existsSync(join(data, 'restore-unfinished'))) await sleep(10);
    await sleep(between(random, 100, 4_000));
    killed.child.kill('SIGKILL');
    const { signal } = await killed.ended;
    if (signal !== 'SIGKILL') return;
    const refused = await Promise.race([run('start.js').ended, sleep(20_000, { code: 'running' })]);
    assert(refused.code === 1, `the service started on it: ${refused.code}`);
  });

  await tally.run('restore', async () => {
    const started = performance.now();
    if (existsSync(join(data, 'restore-unfinished')) || !existsSync(join(data, 'postgres'))) {
      const code = await cli('restore', random() < 0.5 ? whole : zip);
      assert(code === 0, `restore ended with ${code}`);
    }
    assert((await cli('restore', whole)) === 2, 'restored over an installation');
    service = await start();
    return performance.now() - started;
  });

  await tally.run('flights of the backup are whole', async () => {
    const after = await stateOf(sentBefore);
    assert(JSON.stringify(after) === JSON.stringify(before), 'a flight is not as it was');
  });

  await tally.run('flights under way are finished', async () => {
    const waiting = await rows("SELECT code FROM flight WHERE status IN ('queued', 'processing')");
    for (const { code } of waiting) await untilReady(url, code);
    const [failed] = await rows("SELECT code, status FROM flight WHERE status NOT IN ('ready', 'open')");
    assert(failed === undefined, `${failed?.code} is ${failed?.status}`);
    const known = await rows('SELECT code FROM flight WHERE code = ANY($1)', [lost.flown]);
    assert(known.length === 0, 'a flight is there that came after the backup');
    console.log(`  ${waiting.length} were under way`);
  });

  await tally.run('a flight closed again has the numbers that its airline knows', async () => {
    await close(url, opened.flight);
    await untilReady(url, opened.flight);
    const [then, now] = [lost.opened[opened.flight].numbers, (await stateOf([opened.flight]))[opened.flight].numbers];
    assert(JSON.stringify(then) === JSON.stringify(now), `${JSON.stringify(then)} became ${JSON.stringify(now)}`);
  });

  await tally.run('no number is issued twice', async () => {
    await flySome();
    // Senders whose flights are lost send them again.
    for (const { flight, ...manifest } of sentWhile) await fly({ ...manifest, flight });
    const now = await issued();
    const twice = [...now].filter(([number, { code }]) => {
      const then = lost.numbers.get(number);
      return then !== undefined && code !== null && then.code !== code;
    });
    assert(twice.length === 0, `issued twice: ${JSON.stringify(twice.slice(0, 5))}`);
    const gone = [...lost.numbers.keys()].filter((number) => !now.has(number));
    assert(gone.length === 0, `free again: ${gone.slice(0, 5)}`);
    const voided = await rows("SELECT count(*)::int AS count FROM waybill_number WHERE void_reason LIKE 'Issued after the backup%'");
    console.log(`  ${now.size} numbers issued in all, ${voided[0].count} of them void since the restore`);
    assert(voided[0].count >= lost.flown.length, 'numbers of lost flights are not void');
  });

  await kill(service);
  service = undefined;
} finally {
  if (service !== undefined) service.child.kill('SIGTERM');
  if (tally.failed.length === 0) rmSync(folder, { recursive: true, force: true });
  else console.log(`left for inspection: ${folder}`);
}
process.exitCode = tally.end();
process.exit();
