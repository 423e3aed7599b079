import { type Actor, SERVICE } from '../domain/audit.js';
import { type ChosenPapers, chosenOver } from '../domain/papers.js';
import { actorOf, type Caller } from './access.store.js';
import { lockFlight, raiseFlight } from './amendment.store.js';
import { writeAudit } from './audit-writing.js';
import type { Database, PoolClient } from './database.js';

/** The row of a tenant as a whole. */
const ALL_FLIGHTS = '';

/** What becomes of a flight whose papers were chosen. `at-closing`: it is not closed, or not known yet. */
export type FlightEffect = 'none' | 'at-closing' | 'reopened';

/** Which documents a tenant and its flights get. Null takes a choice back. */
export class PaperStore {
  constructor(private readonly database: Database) {}

  /** What was chosen for all flights of a tenant, and what for one of them, whether it is known or not. */
  async chosen(tenantId: string, flight: string): Promise<{ tenant: ChosenPapers; flight: ChosenPapers }> {
    return chosenOf(this.database.pool, tenantId, flight);
  }

  async ofTenant(tenantId: string): Promise<ChosenPapers> {
    return (await chosenOf(this.database.pool, tenantId, ALL_FLIGHTS)).tenant;
  }

  /** What a flight is to be closed with, in the transaction that closes it. */
  static async atClosing(client: PoolClient, tenantId: string, flightCode: string): Promise<ChosenPapers> {
    const { tenant, flight } = await chosenOf(client, tenantId, flightCode);
    return chosenOver(tenant, flight);
  }

  /** False if it was so already. Flights that are closed keep what they were closed with. */
  async putTenant(tenantId: string, chosen: ChosenPapers | null, { by = SERVICE }: { by?: Actor } = {}): Promise<boolean> {
    return this.database.transaction((client) => write(client, { tenantId, by }, ALL_FLIGHTS, chosen));
  }

  /** A closed flight is raised and opened as an amendment does, so that closing it makes the set anew. */
  async putFlight(caller: Caller, code: string, chosen: ChosenPapers | null): Promise<FlightEffect> {
    return this.database.transaction(async (client) => {
      const flight = await lockFlight(client, caller, code);
      if (!(await write(client, { tenantId: caller.tenantId, by: actorOf(caller) }, code, chosen))) return 'none';
      if (flight === undefined || !(await isClosed(client, flight.id))) return 'at-closing';
      await raiseFlight(client, flight.id, { isSameToPlans: true });
      return 'reopened';
    });
  }
}

async function chosenOf(client: Pick<PoolClient, 'query'>, tenantId: string, code: string) {
  const { rows } = await client.query<{ flight: string; choice: ChosenPapers }>(
    'SELECT flight, choice FROM paper_choice WHERE tenant_id = $1 AND flight = ANY($2)',
    [tenantId, [ALL_FLIGHTS, code]],
  );
  const of = (flight: string): ChosenPapers => rows.find((row) => row.flight === flight)?.choice ?? {};
  return { tenant: of(ALL_FLIGHTS), flight: code === ALL_FLIGHTS ? {} : of(code) };
}

/** False if nothing changes. Choices come with their members in one order, so that equal ones are equal as texts. */
async function write(
  client: PoolClient,
  { tenantId, by }: { tenantId: string; by: Actor },
  code: string,
  chosen: ChosenPapers | null,
): Promise<boolean> {
  const { rowCount } =
    chosen === null
      ? await client.query('DELETE FROM paper_choice WHERE tenant_id = $1 AND flight = $2', [tenantId, code])
      : await client.query(
          `INSERT INTO paper_choice (tenant_id, flight, choice, updated_at) VALUES ($1, $2, $3, now())
           ON CONFLICT (tenant_id, flight) DO UPDATE SET choice = excluded.choice, updated_at = excluded.updated_at
           WHERE paper_choice.choice::text <> excluded.choice::text`,
          [tenantId, code, JSON.stringify(chosen)],
        );
  if (rowCount !== 1) return false;
  const event = { action: 'papers.put', object: code === ALL_FLIGHTS ? '*' : code, details: { isTakenBack: chosen === null } } as const;
  await writeAudit(client, [{ tenantId, by, event }]);
  return true;
}

/** That there is a run of the flight's present revision, whatever became of it. */
async function isClosed(client: PoolClient, flightId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'SELECT 1 FROM flight f JOIN flight_run r ON r.flight_id = f.id AND r.revision = f.revision WHERE f.id = $1',
    [flightId],
  );
  return rowCount === 1;
}
