import 'reflect-metadata';
import { AppModule } from './app.module.js';
import { readConfig } from './config.js';
import { armFailpoints } from './failpoints/failpoints.js';
import { createHttpApp } from './http/create-app.js';
import { serviceConfig } from './service-config.js';
import { runProcess, stopOnSignal } from './shutdown.js';

/** The HTTP process: any number of them beside one database. Migrations are the deploy step's, or `npm start`'s. */
runProcess(async () => {
  const config = serviceConfig(readConfig());
  armFailpoints(config.failpoints);
  const app = await createHttpApp(AppModule.with(config), config);
  await app.listen(config.port, config.host);
  stopOnSignal(() => app.close());
  process.stdout.write(`Waybridge on ${await app.getUrl()}\n`);
});
