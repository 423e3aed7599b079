import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { readConfig } from './config.js';
import { createLogger } from './http/logger.js';
import { serviceConfig } from './service-config.js';
import { runProcess, stopOnSignal } from './shutdown.js';
import { WorkerModule } from './worker.module.js';

/** The queue process: any number of them beside one database. */
runProcess(async () => {
  const config = serviceConfig(readConfig());
  const app = await NestFactory.createApplicationContext(WorkerModule.with(config), { logger: createLogger(config), abortOnError: false });
  stopOnSignal(() => app.close(), { ignoreInterrupt: process.connected });
});
