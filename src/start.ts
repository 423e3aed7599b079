import 'reflect-metadata';
import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppModule } from './app.module.js';
import { readConfig } from './config.js';
import { demonstrate } from './demonstration/demonstrate.js';
import { createHttpApp } from './http/create-app.js';
import { postgresFolder, serviceConfig } from './service-config.js';
import { runProcess, stopOnSignal } from './shutdown.js';
import { Database } from './store/database.js';
import { startEmbeddedPostgres } from './store/embedded-postgres.js';
import { migrate } from './store/migrate.js';
import { RunStore } from './store/run.store.js';

const WORKER_RESTART_MS = 1_000;

/** Everything on one machine: the database unless one is given, migrations, API and worker. */
runProcess(async () => {
  const settings = readConfig();
  mkdirSync(join(settings.dataFolder, 'documents'), { recursive: true });
  const embedded = settings.databaseUrl === undefined ? await startEmbeddedPostgres(postgresFolder(settings)) : undefined;
  const config = serviceConfig(settings, embedded?.url);
  await migrate(config.databaseUrl);
  const database = new Database(config.databaseUrl, { connections: 2 });
  // On an embedded database no other worker can live: what an ended one held is free at once.
  if (embedded !== undefined) await new RunStore(database, config.leaseMs).releaseAll();
  const app = await createHttpApp(AppModule.with(config), config);
  await app.listen(config.port, config.host);
  const worker = keepWorker();
  stopOnSignal(async () => {
    await Promise.all([app.close(), worker.stop()]);
    await database.close();
    await embedded?.stop();
  });
  const url = await app.getUrl();
  process.stdout.write(`Waybridge is ready on ${url}; its API is described on ${url}/docs; Ctrl-C stops it\n`);
  const tell = (line: string) => process.stdout.write(`${line}\n`);
  // The service is of use without its sample; the next start tries again.
  if (embedded !== undefined)
    await demonstrate(database, config, url, tell).catch((error) => tell(`The sample flight could not be made: ${String(error)}`));
});

/** A worker that has died is replaced; one that was told to stop is waited for. */
function keepWorker(): { stop(): Promise<void> } {
  let child: ChildProcess;
  let stopping = false;
  const start = () => {
    if (stopping) return;
    // Small young generation: the worker streams, and what it drops should not pile up.
    child = fork(fileURLToPath(new URL('./worker.js', import.meta.url)), { execArgv: ['--enable-source-maps', '--max-semi-space-size=8'] });
    child.once('exit', () => setTimeout(start, WORKER_RESTART_MS));
  };
  start();
  return {
    stop: async () => {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await exited;
    },
  };
}
