import 'reflect-metadata';
import { setFlagsFromString } from 'node:v8';
import { NestFactory } from '@nestjs/core';
import { ConfigError, readConfig } from './config.js';
import { armFailpoints } from './failpoints/failpoints.js';
import { wrongClockAtStart } from './jobs/right-clock.js';
import { createLogger } from './logs/logger.js';
import { Metrics } from './metrics/metrics.js';
import { serviceConfig } from './service-config.js';
import { runProcess, stopOnSignal } from './shutdown.js';
import { wrongClockWords } from './store/clock.js';
import { WorkerModule } from './worker.module.js';
import { beat } from './worker-beat.js';

/** The queue process: any number of them beside one database. */
runProcess(async () => {
  // What the young generation of this thread was given at its start would hold for those that render, whatever they ask for.
  setFlagsFromString('--max-semi-space-size=0');
  const config = serviceConfig(readConfig());
  armFailpoints(config.failpoints);
  const aheadMs = await wrongClockAtStart(config.databaseUrl);
  if (aheadMs !== 0) throw new ConfigError(`${wrongClockWords(aheadMs)}: set it, or no job can be taken`);
  const app = await NestFactory.createApplicationContext(WorkerModule.with(config), { logger: createLogger(config), abortOnError: false });
  stopOnSignal(() => app.close(), { ignoreInterrupt: process.connected });
  if (process.connected) beat(app.get(Metrics, { strict: false }));
});
