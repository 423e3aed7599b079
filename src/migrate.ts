import { readConfig } from './config.js';
import { prepareDemonstration } from './demonstration/demonstration.js';
import { serviceConfig } from './service-config.js';
import { runProcess } from './shutdown.js';
import { Database } from './store/database.js';
import { migrate } from './store/migrate.js';

/** The deploy step: brings the database to this version's schema and ends. With `demonstration` it makes that as well. */
runProcess(async () => {
  const config = serviceConfig(readConfig());
  await migrate(config.databaseUrl);
  if (process.argv.includes('demonstration')) await prepareDemonstration(new Database(config.databaseUrl, { connections: 1 }), config);
  process.exit(0);
});
