import { join } from 'node:path';
import { type Config, ConfigError, type Settings } from './config.js';
import { runningServerUrl } from './store/embedded-postgres.js';

/** Folder of the embedded server within the data folder. */
export const postgresFolder = (settings: Settings) => join(settings.dataFolder, 'postgres');

/**
 * Settings with their database: the one that is set, else `embeddedUrl`, else the embedded server that `npm start` runs on the
 * same data folder. An embedded installation logs to a file, to leave the terminal to its reader.
 *
 * Errors: ConfigError if there is no database.
 */
export function serviceConfig(settings: Settings, embeddedUrl?: string): Config {
  const databaseUrl = settings.databaseUrl ?? embeddedUrl ?? runningServerUrl(postgresFolder(settings));
  if (databaseUrl === undefined) throw new ConfigError('DATABASE_URL is not set and no embedded database is running: use `npm start`');
  const logFile = settings.logFile ?? (settings.databaseUrl === undefined ? join(settings.dataFolder, 'service.log') : undefined);
  return { ...settings, databaseUrl, logFile };
}
