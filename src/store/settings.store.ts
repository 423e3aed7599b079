import type { Destination } from '../domain/destination.js';
import type { ExchangeRate } from '../domain/exchange-rates.js';
import type { Database } from './database.js';

/** What a tenant keeps for all its flights: rates of the day and what documents say for an airport. */
export class SettingsStore {
  constructor(private readonly database: Database) {}

  /** Replaces the rates of a day. */
  async putRates(tenantId: string, date: string, rates: readonly ExchangeRate[]): Promise<void> {
    const day = new Date(`${date}T00:00:00Z`);
    const prisma = await this.database.prisma();
    await prisma.$transaction([
      prisma.exchangeRate.deleteMany({ where: { tenantId, date: day } }),
      prisma.exchangeRate.createMany({ data: rates.map((rate) => ({ tenantId, date: day, ...rate })) }),
    ]);
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

  async putDestination(tenantId: string, airport: string, destination: Destination): Promise<void> {
    const settings = JSON.parse(JSON.stringify(destination));
    const prisma = await this.database.prisma();
    await prisma.destinationSetting.upsert({
      where: { tenantId_airport: { tenantId, airport } },
      create: { tenantId, airport, settings },
      update: { settings },
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
