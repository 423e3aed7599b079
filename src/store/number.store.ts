import { DomainError } from '../domain/problem.js';
import { waybillNumber } from '../domain/waybill.js';
import type { Database, PoolClient } from './database.js';

/** How far a carrier's stock reaches. */
export interface StockLevel {
  carrier: string;
  free: number;
  used: number;
  void: number;
}

/** Stock of air waybill numbers. A number that has left the stock never comes back: it is used or void. */
export class NumberStore {
  constructor(private readonly database: Database) {}

  /**
   * Adds a range of serials without check digit to a carrier's stock. Returns how many were new: a number that is known,
   * to whatever tenant, is not added again.
   */
  async addRange(tenantId: string, carrier: string, prefix: string, from: number, to: number): Promise<number> {
    waybillNumber(prefix, from);
    waybillNumber(prefix, to);
    const { rowCount } = await this.database.pool.query(
      `INSERT INTO waybill_number (number, tenant_id, carrier)
       SELECT $3 || '-' || lpad(serial::text, 7, '0') || serial % 7, $1, $2 FROM generate_series($4::int, $5::int) serial
       ON CONFLICT (number) DO NOTHING`,
      [tenantId, carrier, prefix, from, to],
    );
    return rowCount ?? 0;
  }

  async levels(tenantId: string): Promise<StockLevel[]> {
    return this.database.rows<StockLevel & Record<string, unknown>>(
      `SELECT carrier, count(*) FILTER (WHERE state = 'free') AS free, count(*) FILTER (WHERE state = 'used') AS used,
              count(*) FILTER (WHERE state = 'void') AS void
       FROM waybill_number WHERE tenant_id = $1 GROUP BY carrier ORDER BY carrier`,
      [tenantId],
    );
  }

  /**
   * A number for each slot of a flight, in the transaction of `client`. A slot that has one keeps it for ever, so a run that
   * is repeated, and every later revision, find the numbers given before.
   *
   * Errors: `waybill-stock-empty` if the carrier's stock does not suffice; nothing is then taken.
   */
  async allot(
    client: PoolClient,
    flight: { id: string; tenantId: string; carrier: string },
    slots: readonly string[],
  ): Promise<Map<string, string>> {
    const { rows: given } = await client.query<{ slot: string; number: string }>(
      'SELECT slot, number FROM waybill_number WHERE flight_id = $1 AND slot = ANY($2)',
      [flight.id, [...slots]],
    );
    const numbers = new Map(given.map(({ slot, number }) => [slot, number]));
    const missing = slots.filter((slot) => !numbers.has(slot));
    if (missing.length === 0) return numbers;
    const { rows: taken } = await client.query<{ number: string }>(
      `SELECT number FROM waybill_number WHERE tenant_id = $1 AND carrier = $2 AND state = 'free'
       ORDER BY number LIMIT $3 FOR UPDATE SKIP LOCKED`,
      [flight.tenantId, flight.carrier, missing.length],
    );
    if (taken.length < missing.length) {
      throw new DomainError(
        'waybill-stock-empty',
        `Carrier ${flight.carrier} has ${taken.length} free numbers, ${missing.length} are needed`,
      );
    }
    await client.query(
      `UPDATE waybill_number w SET state = 'used', flight_id = $1, slot = s.slot, allotted_at = now()
       FROM unnest($2::text[], $3::text[]) AS s(number, slot) WHERE w.number = s.number`,
      [flight.id, taken.map(({ number }) => number), missing],
    );
    missing.forEach((slot, index) => {
      numbers.set(slot, taken[index].number);
    });
    return numbers;
  }
}
