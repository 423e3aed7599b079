// The folder of documents is read-only, full, or away.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, closeSync, cpSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { keys } from '../harness/installation.mjs';
import { ask } from '../harness/sending.mjs';
import { must, secondsSince, tell } from './stage.mjs';

const CONVERGED_SECONDS = 60;

const isRoot = process.getuid() === 0;

const folderOf = ({ installation }) => join(installation.dataFolder, 'documents');

/** A small file system of its own for the documents, those that are there included; false where none can be had. */
function mountSmall(folder, stage) {
  const kept = `${folder}-kept`;
  mkdirSync(folder, { recursive: true });
  cpSync(folder, kept, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return false;
  }
  process.once('exit', () => unmount(folder));
  cpSync(kept, folder, { recursive: true });
  stage.afterwards(async () => {
    cpSync(folder, kept, { recursive: true });
    unmount(folder);
    cpSync(kept, folder, { recursive: true });
    rmSync(kept, { recursive: true });
  });
  return true;
}

function unmount(folder) {
  try {
    execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
  } catch {
    // not mounted any more
  }
}

/** Writes into a file system until there is no room for another byte. */
function fill(path) {
  const file = openSync(path, 'w');
  const bytes = Buffer.alloc(4096);
  try {
    for (;;) writeSync(file, bytes);
  } catch (error) {
    if (error.code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
}

/** Where nothing can be mounted, the worker is told that its disk is full whenever it writes. */
async function told(stage) {
  tell('nothing can be mounted here', 'the worker meets ENOSPC by a failpoint');
  await stage.installation.startApi();
  const full = stage.worker({ FAILPOINTS: 'upload.mid_object=enospc' });
  const flights = [await stage.closed(), await stage.closed()];
  await sleep(stage.wait(60, 12) * 1000);
  await full.end('SIGTERM');
  const back = performance.now();
  stage.worker();
  await stage.ready(...flights);
  const runs = await Promise.all(flights.map((flight) => stage.run(flight)));
  tell('attempts used', runs.map(({ attempt }) => attempt).join(' '), 'one each');
  must(
    runs.every(({ attempt }) => attempt === 1),
    'an attempt was used up',
  );
  return secondsSince(back) * 1000;
}

/** What each kind of fault does and undoes. `isReadable`: whether what is there can still be read. */
const kinds = {
  'read-only': {
    isReadable: true,
    prepare: (folder, stage) => {
      if (isRoot) must(mountSmall(folder, stage), 'permissions do not hold root, and nothing can be mounted here');
    },
    breakIt: (folder) => (isRoot ? execFileSync('mount', ['-o', 'remount,ro', folder]) : chmodAll(folder, 0o555)),
    mend: (folder) => (isRoot ? execFileSync('mount', ['-o', 'remount,rw', folder]) : chmodAll(folder, 0o755)),
  },
  full: {
    isReadable: true,
    prepare: (folder, stage) => mountSmall(folder, stage),
    breakIt: (folder) => fill(join(folder, 'ballast')),
    mend: (folder) => rmSync(join(folder, 'ballast')),
  },
  away: {
    isReadable: false,
    prepare: () => {},
    breakIt: (folder) => renameSync(folder, `${folder}-away`),
    mend: (folder) => renameSync(`${folder}-away`, folder),
  },
};

function chmodAll(folder, mode) {
  for (const shelf of readdirSync(folder)) chmodSync(join(folder, shelf), mode);
  chmodSync(folder, mode);
}

/** Every object that has its name has all its bytes. */
function noPartialObject(folder) {
  for (const shelf of readdirSync(folder, { withFileTypes: true })) {
    if (!shelf.isDirectory()) continue;
    for (const name of readdirSync(join(folder, shelf.name))) {
      if (name.endsWith('.part')) continue;
      const hash = createHash('sha256')
        .update(readFileSync(join(folder, shelf.name, name)))
        .digest('hex');
      must(hash === name, `object ${name} is partial`);
    }
  }
}

/** Status of a download; the bytes are read and thrown away. */
async function download(url, path) {
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${keys.admin}` } });
  const bytes = await response.arrayBuffer().catch(() => undefined);
  return bytes === undefined
    ? 'broken off'
    : `${response.status}${response.status === 503 && !response.headers.has('retry-after') ? ' without Retry-After' : ''}`;
}

export const storageIs = (kind) => async (stage) => {
  const { installation, url } = stage;
  const { isReadable, prepare, breakIt, mend } = kinds[kind];
  const folder = folderOf(stage);
  if (prepare(folder, stage) === false) return told(stage);
  await installation.startApi();
  const worker = stage.worker();
  const earlier = await stage.closed();
  await stage.ready(earlier);
  const { body } = await ask(url, 'GET', `/v1/flights/${earlier.flight}/documents`, { key: keys.admin });
  const paths = [`/v1/documents/${body.documents[0].id}/content`, `/v1/flights/${earlier.flight}/archive`];
  // One flight is in the middle of its documents, others come afterwards.
  const during = [await stage.closed({ consignments: 1_500 })];
  await stage.until(`SELECT r.stage = 'render' AS ok FROM flight_run r JOIN flight f ON f.id = r.flight_id WHERE f.code = $1`, [
    during[0].flight,
  ]);
  breakIt(folder);
  const broken = performance.now();
  const posts = [];
  const downloads = new Map();
  const seconds = stage.wait(kind === 'away' ? 300 : 60, kind === 'away' ? 20 : 12);
  while (secondsSince(broken) < seconds) {
    if (posts.length < 5) during.push(await stage.closed({}, { seen: (answer) => posts.push(answer?.status) }));
    for (const path of paths) {
      const status = await download(url, path);
      downloads.set(status, (downloads.get(status) ?? 0) + 1);
    }
    await sleep(500);
  }
  const waiting = await Promise.all(during.map((flight) => stage.run(flight)));
  mend(folder);
  const back = performance.now();
  tell('posts meanwhile', posts.join(' '), 'all 202');
  tell(
    'downloads meanwhile',
    [...downloads].map(([status, count]) => `${count} × ${status}`).join(', '),
    isReadable ? 'all 200' : 'all 503',
  );
  must(
    posts.every((status) => status === 202),
    'a manifest was not taken',
  );
  must([...downloads.keys()].join() === (isReadable ? '200' : '503'), 'downloads were answered otherwise');
  must(
    waiting.slice(1).every(({ status }) => status !== 'ready' && status !== 'failed'),
    `a flight ended without a place for its documents: ${JSON.stringify(waiting)}`,
  );
  noPartialObject(folder);
  await stage.ready(...during);
  const converged = secondsSince(back);
  tell('all converged after', `${converged.toFixed(1)} s`, `≤ ${CONVERGED_SECONDS} s`);
  must(converged <= CONVERGED_SECONDS, 'that took too long');
  const runs = await Promise.all(during.map((flight) => stage.run(flight)));
  tell('attempts used', runs.map(({ attempt }) => attempt).join(' '), 'one each');
  must(
    runs.every(({ attempt }) => attempt === 1),
    'an attempt was used up',
  );
  for (const path of paths) must((await download(url, path)) === '200', 'a download does not come back');
  must(worker.isRunning, 'the worker has ended');
  noPartialObject(folder);
  return converged * 1000;
};
