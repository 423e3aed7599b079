import { parseArgs } from 'node:util';
import { Archive, archiveFolder } from '../archive/archive.js';
import { readConfig } from '../config.js';
import { type ConvergeReport, converge } from '../converge/converge.js';
import { sentences } from '../converge/invariant.js';
import { serviceConfig } from '../service-config.js';
import { Database } from '../store/database.js';
import { WatchStore } from '../store/watch.store.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage.js';

export const CONVERGE_USAGE = `waybridge converge [options]

Holds a live installation against what is promised of it: manifests, numbers, declarations, documents, what is left behind. Exit status 1
if anything is broken. Works on DATABASE_URL and WAYBRIDGE_DATA, or on the embedded database while \`npm start\` runs.

  --flight CODE          looks at one flight only
  --repair               renders damaged documents again to the same hash, removes what ended runs left and objects that were nobody's
                         for a day; changes nothing without it
  --json                 prints JSON
`;

/** `waybridge converge`. Errors: UsageError, ConfigError; what database and storage throw. */
export async function convergeCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { flight, repair: isRepairing = false, json = false } = options(args);
  const { databaseUrl, dataFolder, schemaFolder } = serviceConfig(readConfig());
  const database = new Database(databaseUrl, { connections: 2 });
  try {
    const archive = new Archive(archiveFolder(dataFolder));
    const report = await converge({ database, archive, schemaFolder, flight, isRepairing });
    // Those who watch are told of the whole, not of one flight.
    if (flight === undefined) await new WatchStore(database).noteCheck('converge', brokenOf(report));
    terminal.out.write(json ? `${JSON.stringify(report)}\n` : tableOf(report));
    return report.ok ? 0 : 1;
  } finally {
    await database.close();
  }
}

const brokenOf = ({ breaches }: ConvergeReport): number => breaches.reduce((sum, { count }) => sum + count, 0);

function options(args: readonly string[]) {
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({ args: [...args], options: { flight: { type: 'string' }, repair: flag, json: flag } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function tableOf({ ok, checked, breaches, repaired }: ConvergeReport): string {
  const looked = Object.entries(checked).map(([what, count]) => `${count} ${what}`);
  const rows = Object.entries(sentences).map(([id, sentence]) => {
    const breach = breaches.find(({ invariant }) => invariant === id);
    const result = breach === undefined ? 'ok' : `${breach.count} broken`;
    return [`${id.padEnd(4)} ${result.padEnd(10)} ${sentence}`, ...(breach?.examples ?? []).map((example) => `       ${example}`)].join(
      '\n',
    );
  });
  const done = repaired.map(
    ({ kind, count, examples }) => `repaired: ${kind} ${count}\n${examples.map((each) => `       ${each}`).join('\n')}`,
  );
  return [`Looked at ${looked.join(', ')}`, '', ...rows, ...done, '', ok ? 'All promises hold' : 'Promises are broken', ''].join('\n');
}
