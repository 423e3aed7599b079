import { type Actor, SERVICE } from '../domain/audit.js';
import type { Destination } from '../domain/destination.js';
import type { ExchangeRate } from '../domain/exchange-rates.js';
import { writeAudit } from './audit-writing.js';
import type { Database } from './database.js';

/** What a tenant keeps for all its flights: rates of the day and what documents say for an airport. */
export class SettingsStore {
  constructor(private readonly database: Database) {}

  /** Replaces the rates of a day. */
  async putRates(tenantId: string, date: string, rates: readonly ExchangeRate[], { by = SERVICE }: { by?: Actor } = {}): Promise<void> {
    await this.database.transaction(async (client) => {
      await client.query('DELETE FROM exchange_rate WHERE tenant_id = $1 AND date = $2', [tenantId, date]);
      await client.query(
        `INSERT INTO exchange_rate (tenant_id, date, currency, nominal, rate)
         SELECT $1, $2, r.* FROM unnest($3::text[], $4::int[], $5::numeric[]) AS r`,
        [tenantId, date, rates.map(({ currency }) => currency), rates.map(({ nominal }) => nominal), rates.map(({ rate }) => rate)],
      );
      await writeAudit(client, [{ tenantId, by, event: { action: 'rates.put', object: date, details: { currencies: rates.length } } }]);
    });
  }

  /** Rates of a day; empty if none were put. */
  async ratesOn(tenantId: string, date: string): Promise<ExchangeRate[]> {
    return this.database.rows<ExchangeRate & Record<string, unknown>>(
      'SELECT currency, nominal, rate::text FROM exchange_rate WHERE tenant_id = $1 AND date = $2 ORDER BY currency',
      [tenantId, date],
    );
  }

  /** The latest rates put for a day or at most `daysBack` days before it; undefined if there are none. */
  async latestRates(tenantId: string, date: string, daysBack: number): Promise<{ date: string; rates: ExchangeRate[] } | undefined> {
    const rows = await this.database.rows<ExchangeRate & { date: string }>(
      `SELECT date, currency, nominal, rate::text FROM exchange_rate WHERE tenant_id = $1 AND date =
         (SELECT max(date) FROM exchange_rate WHERE tenant_id = $1 AND date <= $2 AND date >= $2::date - $3::int) ORDER BY currency`,
      [tenantId, date, daysBack],
    );
    const rates = rows.map(({ currency, nominal, rate }) => ({ currency, nominal, rate }));
    return rows.length === 0 ? undefined : { date: rows[0].date, rates };
  }

  async putDestination(tenantId: string, airport: string, destination: Destination, { by = SERVICE }: { by?: Actor } = {}): Promise<void> {
    await this.database.transaction(async (client) => {
      await client.query(
        `INSERT INTO destination_setting (tenant_id, airport, settings, updated_at) VALUES ($1, $2, $3, now())
         ON CONFLICT (tenant_id, airport) DO UPDATE SET settings = excluded.settings, updated_at = excluded.updated_at`,
        [tenantId, airport, JSON.stringify(destination)],
      );
      await writeAudit(client, [{ tenantId, by, event: { action: 'destination.put', object: airport } }]);
    });
  }

  /** Settings of the airports that have any, by airport. */
  async destinations(tenantId: string, airports: readonly string[]): Promise<Map<string, Destination>> {
    const rows = await this.database.rows<{ airport: string; settings: Destination }>(
      'SELECT airport, settings FROM destination_setting WHERE tenant_id = $1 AND airport = ANY($2)',
      [tenantId, [...airports]],
    );
    return new Map(rows.map(({ airport, settings }) => [airport, settings]));
  }
}
