import 'reflect-metadata';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AppModule } from './app.module.js';
import { refuseUnfinished } from './backup/unfinished.js';
import { readConfig } from './config.js';
import { type Demonstration, pendingDemonstration } from './demonstration/demonstration.js';
import { armFailpoints } from './failpoints/failpoints.js';
import { createHttpApp } from './http/create-app.js';
import { WorkerWatch } from './metrics/worker-watch.js';
import { postgresFolder, serviceConfig } from './service-config.js';
import { runProcess, stopOnSignal } from './shutdown.js';
import { Database } from './store/database.js';
import { startEmbeddedPostgres } from './store/embedded-postgres.js';
import { RunStore } from './store/run.store.js';
import { WorkerKeeper } from './worker-keeper.js';

/** Everything on one machine: the database unless one is given, migrations, API and worker. */
runProcess(async () => {
  const settings = readConfig();
  armFailpoints(settings.failpoints);
  refuseUnfinished(settings.dataFolder);
  mkdirSync(settings.dataFolder, { recursive: true });
  const embedded = settings.databaseUrl === undefined ? await startEmbeddedPostgres(postgresFolder(settings)) : undefined;
  const config = serviceConfig(settings, embedded?.url);
  await migrateApart(embedded === undefined ? [] : ['demonstration']);
  const database = new Database(config.databaseUrl, { connections: 2 });
  // On an embedded database no other worker can live: what an ended one held is free at once.
  if (embedded !== undefined) await new RunStore(database, config.leaseMs).releaseAll();
  const app = await createHttpApp(AppModule.with(config), config);
  await app.listen(config.port, config.host);
  const worker = new WorkerKeeper(app.get(WorkerWatch, { strict: false }), config.workerHangMs);
  stopOnSignal(async () => {
    await Promise.all([app.close(), worker.stop()]);
    await database.close();
    await embedded?.stop();
  });
  const url = await app.getUrl();
  tell(`Waybridge is ready on ${url}; its API is described on ${url}/docs; Ctrl-C stops it`);
  const demonstration = embedded === undefined ? undefined : pendingDemonstration(config);
  if (demonstration !== undefined) await tellDemonstration(demonstration, url);
});

const tell = (line: string): boolean => process.stdout.write(`${line}\n`);

async function tellDemonstration({ keys, flySample }: Demonstration, url: string): Promise<void> {
  tell('Keys of the demonstration, shown this once, for `Authorization: Bearer …`:');
  tell(`  upstream ${keys.upstream}   broker ${keys.broker}`);
  tell(`  airline ${keys.airline}   admin ${keys.admin}`);
  try {
    const flight = await flySample(url);
    tell(`The sample flight is on its way: ${url}/v1/flights/${flight}, documents at …/documents, one ZIP at …/archive`);
  } catch (error) {
    // The service is of use without its sample; the next start tries again.
    tell(`The sample flight could not be made: ${String(error)}`);
  }
}

/** Migrations run in a process of their own: their engine takes memory that it would keep for as long as the service lives. */
async function migrateApart(steps: string[]): Promise<void> {
  const child = fork(fileURLToPath(new URL('./migrate.js', import.meta.url)), steps);
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('the database could not be migrated');
}
