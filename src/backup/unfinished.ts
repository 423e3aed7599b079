import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../config.js';

/** Lies in a data folder for as long as a backup is being restored into it. */
export const unfinishedFile = (dataFolder: string): string => join(dataFolder, 'restore-unfinished');

/** Errors: ConfigError for a data folder into which a backup was restored in part only. */
export function refuseUnfinished(dataFolder: string): void {
  if (!existsSync(unfinishedFile(dataFolder))) return;
  throw new ConfigError(`A backup was not restored to the end in ${dataFolder}: restore it again, which begins anew`);
}
