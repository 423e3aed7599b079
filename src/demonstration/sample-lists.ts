import { createReadStream, existsSync } from 'node:fs';
import { readCsvRows } from '../files/csv/read-csv.js';
import { readList } from '../intake/lists/read-list.js';
import { listNames, lists } from '../intake/lists/registry.js';
import type { Caller } from '../store/access.store.js';
import type { ListStore } from '../store/list.store.js';

/**
 * Imports the lists that lie in a folder as `<name>.csv`, as an operator would. The built-in rows of the others hold; of tariffs
 * there are none, and without them goods for firms are held. A list that was imported before stays as it is.
 *
 * Errors: `validation-failed` for a list with faults.
 */
export async function importLists(store: ListStore, caller: Pick<Caller, 'tenantId' | 'organisationId'>, folder: URL): Promise<void> {
  const imported = await store.versions(caller.tenantId);
  for (const name of listNames) {
    const file = new URL(`${name}.csv`, folder);
    if (imported.has(name) || !existsSync(file)) continue;
    const { csv, rows } = await readList(lists[name], readCsvRows(createReadStream(file)));
    await store.put(caller, name, csv, rows);
  }
}
