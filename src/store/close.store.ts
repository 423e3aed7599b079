import type { Config } from '../config.js';
import { ExchangeRates } from '../domain/exchange-rates.js';
import { POSTAL_UNDECLARED } from '../domain/manifest.js';
import type { ChosenPapers } from '../domain/papers.js';
import { DomainError } from '../domain/problem.js';
import { actorOf, type Caller, visibleFlights } from './access.store.js';
import { writeAudit } from './audit-writing.js';
import type { Database, PoolClient } from './database.js';
import type { ListStore } from './list.store.js';
import { OutboxStore } from './outbox.store.js';
import { PaperStore } from './paper.store.js';
import { type Asked, type RunContext, RunStore } from './run.store.js';
import type { SettingsStore } from './settings.store.js';

interface OpenFlight {
  id: string;
  status: string;
  revision: number;
  published_revision: number | null;
  /** Day of the flight, and when it arrives if that is known. */
  date: string;
  arrives_at: string | null;
  destination: string;
  consignments: number;
  held: number;
  /** Postal items that are not held. */
  postal: number;
  run_id: number | null;
  run_state: string | null;
}

/** The step from collecting a flight's manifests to making its documents. */
export class CloseStore {
  constructor(
    private readonly database: Database,
    private readonly settings: SettingsStore,
    private readonly lists: ListStore,
    private readonly config: Pick<Config, 'album' | 'airlineHouses' | 'dutyRegime' | 'personalFee' | 'rateDay'>,
  ) {}

  /**
   * Closes a flight: fixes what it is judged by and leaves a run with its outbox row. Closing what is closed changes nothing;
   * closing a failed flight tries again; closing after amendments makes a run for the new revision.
   *
   * Errors: `not-found`; `consignments-held`, also for postal items, unless they are excluded; `state-conflict` if nothing is left to declare;
   * `destination-not-set-up`, `exchange-rate-missing` with what is missing.
   */
  async close(caller: Caller, code: string, { held }: { held?: 'exclude' | undefined } = {}): Promise<void> {
    await this.database.transaction(async (client) => {
      const flight = await this.#lock(client, caller, code);
      if (flight.run_state === 'queued' || flight.run_state === 'processing') return;
      if (flight.run_state === 'completed' && flight.published_revision === flight.revision) return;
      if (flight.held > 0 && held !== 'exclude')
        throw new DomainError('consignments-held', `${flight.held} of ${flight.consignments} are held`);
      if (flight.consignments === flight.held)
        throw new DomainError('state-conflict', 'The flight has no consignment that could be declared');
      // In no document, like what is held: a postal item in an express declaration would be declared wrongly. Source: customs-rules 0, rule 10.
      if (flight.consignments === flight.held + flight.postal) throw new DomainError('state-conflict', POSTAL_UNDECLARED);
      if (flight.postal > 0 && held !== 'exclude')
        throw new DomainError('consignments-held', `${flight.postal} of ${flight.consignments} are postal items. ${POSTAL_UNDECLARED}`);
      if (flight.run_id !== null) await RunStore.retry(client, flight.run_id);
      else {
        const papers = await PaperStore.atClosing(client, caller.tenantId, code);
        const context = await this.#context(client, caller.tenantId, flight, papers);
        const { rows } = await client.query<{ id: number }>(
          'INSERT INTO flight_run (flight_id, revision, context) VALUES ($1, $2, $3) RETURNING id',
          [flight.id, flight.revision, JSON.stringify(context)],
        );
        await OutboxStore.add(client, rows[0].id);
      }
      await client.query("UPDATE flight SET status = 'queued' WHERE id = $1", [flight.id]);
      const action = flight.run_id === null ? 'flight.closed' : 'run.retried';
      const details = { revision: flight.revision, withoutHeld: held === 'exclude' };
      await writeAudit(client, [{ tenantId: caller.tenantId, by: actorOf(caller), event: { action, object: code, details } }]);
    });
  }

  async #lock(client: PoolClient, caller: Caller, code: string): Promise<OpenFlight> {
    const visible = visibleFlights(caller, 2);
    const { rows } = await client.query<OpenFlight>(
      `SELECT f.id, f.status, f.revision, f.published_revision, f.date, f.arrives_at, f.destination, f.consignments, f.held, r.id AS run_id, r.state AS run_state,
              (SELECT count(*)::int FROM manifest m JOIN consignment c ON c.manifest_key = m.id
               WHERE m.flight_id = f.id AND m.current AND m.channel = 'postal' AND NOT c.held) AS postal
       FROM flight f LEFT JOIN flight_run r ON r.flight_id = f.id AND r.revision = f.revision
       WHERE f.code = $1 AND ${visible.sql} FOR UPDATE OF f`,
      [code, ...visible.values],
    );
    if (rows[0] === undefined) throw new DomainError('not-found');
    return rows[0];
  }

  /**
   * Rates, tariffs, settings and the choice of papers as they stand now. The day is that of the customs' clock in Moscow.
   * Source: the customs value is converted at the rate of the day of registration (customs-rules 1.3), for which the day of
   * closing stands until customs has answered, or, by a setting, the day of arrival.
   */
  async #context(client: PoolClient, tenantId: string, flight: OpenFlight, chosen: ChosenPapers): Promise<RunContext> {
    const { closing, arrival } = await this.#days(client, flight);
    const asked = await this.#asks(client, flight);
    const { airports, currencies, firms } = asked;
    const { dutyRegime, personalFee, rateDay } = this.config;
    const destinations = await this.settings.destinations(tenantId, airports);
    const unknown = airports.filter((airport) => !destinations.has(airport)).sort();
    if (unknown.length > 0) throw new DomainError('destination-not-set-up', unknown.join(', '));
    const tariffs = (await this.lists.versions(tenantId)).get('tariffs') ?? null;
    const tariffCurrencies = firms && tariffs !== null ? await this.#currenciesOf(tenantId, tariffs) : [];
    const day = rateDay === 'closing' ? closing : arrival;
    const rates = await this.settings.ratesOn(tenantId, day);
    const known = new ExchangeRates(day, rates);
    const missing = [...new Set([...currencies, ...tariffCurrencies, 'EUR'])].filter((currency) => !known.has(currency)).sort();
    if (missing.length > 0) throw new DomainError('exchange-rate-missing', `${missing.join(', ')} for ${day}`);
    return {
      album: chosen.album ?? this.config.album,
      rates: { date: day, rates },
      destinations: Object.fromEntries(destinations),
      tariffs,
      regime: dutyRegime,
      personalFee,
      airlineHouses: chosen.airlineHouses ?? this.config.airlineHouses,
      ...(chosen.types === undefined ? {} : { papers: chosen.types }),
      asked,
    };
  }

  /** The customs' days at the closing and at the arrival. */
  async #days(client: PoolClient, { date, arrives_at }: OpenFlight): Promise<{ closing: string; arrival: string }> {
    const { rows } = await client.query<{ closing: string; arrival: string }>(
      `SELECT (now() AT TIME ZONE 'Europe/Moscow')::date AS closing,
              coalesce(($2::timestamptz AT TIME ZONE 'Europe/Moscow')::date, $1::date) AS arrival`,
      [date, arrives_at],
    );
    return rows[0];
  }

  /** What the flight's consignments ask for; of an earlier run where no fact has changed since, for every row is looked at else. */
  async #asks(client: PoolClient, flight: OpenFlight): Promise<Asked> {
    const { rows: known } = await client.query<{ asked: Asked }>(
      `SELECT r.context -> 'asked' AS asked FROM flight_run r JOIN flight f ON f.id = r.flight_id
       WHERE r.flight_id = $1 AND r.revision >= f.facts_revision AND (r.context -> 'asked' ->> 'consignments')::int =
         (SELECT sum(m.consignments - m.held) FROM manifest m WHERE m.flight_id = $1 AND m.current AND m.channel = 'express')
       ORDER BY r.revision DESC LIMIT 1`,
      [flight.id],
    );
    if (known[0] !== undefined) return known[0].asked;
    const { rows } = await client.query<Asked>(
      // Rows that ask for the same are one before their lists are taken apart: half the time of sorting every line's currency.
      `WITH sort AS (
         SELECT coalesce(c.destination, $2) AS airport, c.consignee_kind AS kind, translate(c.line_values, ' 0123456789', '') AS codes, count(*) AS rows
         FROM manifest m JOIN consignment c ON c.manifest_key = m.id
         WHERE m.flight_id = $1 AND m.current AND m.channel = 'express' AND NOT c.held GROUP BY 1, 2, 3)
       SELECT (SELECT sum(rows)::int FROM sort) AS consignments, array_agg(DISTINCT airport) AS airports, array_agg(DISTINCT code) AS currencies,
              bool_or(kind = 'company') AS firms
       FROM sort, unnest(string_to_array(codes, ',')) AS code`,
      [flight.id, flight.destination],
    );
    return rows[0];
  }

  /** Currencies that rates of duty are written in: a missing one would hold what it was asked for after the closing. */
  async #currenciesOf(tenantId: string, version: number): Promise<string[]> {
    const rows = await this.lists.rows(tenantId, 'tariffs', version);
    return rows.flatMap(({ duty }) => (duty.specific === undefined ? [] : [duty.specific.currency]));
  }
}
