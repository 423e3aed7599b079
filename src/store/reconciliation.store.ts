import type { ExchangeRate } from '../domain/exchange-rates.js';
import type { LineValue } from '../domain/flight-plan.js';
import { type PaymentSum, totalKopecks } from '../domain/payment.js';
import { scaled } from '../domain/units.js';
import { lineValuesText } from './consignment-columns.js';
import { CopyLines, copyField } from './copy-lines.js';
import type { Database, PoolClient } from './database.js';
import { ODD, PLACED, REPORTED, TABLES } from './reconciliation-sql.js';

/** A house waybill as the published declaration of a slot states it. Grams, kopecks; no payments where it states none. */
export interface ToldHouse {
  slot: string;
  ordinal: number;
  houseWaybill: string;
  waybill: string;
  grossWeightG: number;
  valueKopecks: number;
  lineValues: readonly LineValue[];
  paidKopecks: number | undefined;
}

/** Sums of one side. What a side does not know is null. */
export interface SideSums {
  consignments: number;
  pieces: number | null;
  grossWeightG: number | null;
  valueKopecks: number | null;
  dutyKopecks: number | null;
  paidKopecks: number | null;
}

export interface DeclarationSums extends SideSums {
  slot: string;
  waybill: string | null;
}

export interface WaybillSums extends SideSums {
  number: string | null;
  /** What flies as a piece of it. */
  bags: number;
}

/** A side of one house waybill, as far as it knows it. */
interface OddSide {
  rows?: number;
  pieces?: number | null;
  grams?: number | null;
  values?: string | null;
  kopecks?: number | null;
  paid?: number | null;
  slot?: string | null;
  waybill?: string | null;
}

export type OddMeasure =
  | 'consignments'
  | 'pieces'
  | 'grossWeight'
  | 'values'
  | 'valueRub'
  | 'payments'
  | 'declaration'
  | 'waybill'
  | 'bag'
  | 'content';

/** A house waybill that is not the same on all sides; a side that was not asked is null. */
export interface OddHouse {
  number: string;
  slot: string | null;
  waybill: string | null;
  what: OddMeasure[];
  figures: {
    isHeld: boolean;
    manifests: OddSide;
    sent: OddSide;
    plan: OddSide;
    declarationXml: OddSide | null;
  };
}

interface CurrencySums {
  currency: string;
  manifests: number | null;
  sent: number | null;
  declarationXml: number | null;
}

/** All sides of a flight at one moment. */
export interface FlightSides {
  revision: number;
  planRevision: number;
  manifests: SideSums;
  sent: Pick<SideSums, 'pieces' | 'grossWeightG'>;
  currencies: CurrencySums[];
  /** Of each manifest: how many consignments it came with, and how many there are. */
  counts: { manifestId: string; stated: number; rows: number }[];
  declarations: DeclarationSums[];
  waybills: WaybillSums[];
  /** By slot: places of the plan, and the lines of what was published. */
  placed: DeclarationSums[];
  told: DeclarationSums[];
  odd: OddHouse[];
  oddCount: number;
  /** What consignments explain: what of them is odd, by slot and by waybill. */
  explained: { slot: string | null; waybill: string | null; what: OddMeasure }[];
}

export interface PublishedHouses {
  told: AsyncIterable<ToldHouse>;
  /** Slots whose documents could be read; asked for when all are. */
  slots(): readonly string[];
}

const RATE_DECIMALS = 4;

const SUMS = `count(*) AS consignments, sum(pieces)::bigint AS pieces, sum(grams)::bigint AS "grossWeightG", sum(kopecks)::bigint AS "valueKopecks"`;

/**
 * Holds the sides of a flight against each other where they are, set-based: rows of consignments, what was sent, places of the plan,
 * rows of declarations and waybills, and what the published documents state.
 */
export class ReconciliationStore {
  constructor(private readonly database: Database) {}

  /** One state of the database is looked at, however long the documents take. `limit`: of the house waybills listed. */
  sides(flightKey: string, runId: number, published: PublishedHouses, limit: number): Promise<FlightSides> {
    return this.database.transaction(async (client) => {
      await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      const [run] = (
        await client.query<{ revision: number; planRevision: number; rates: { rates: ExchangeRate[] } }>(
          `SELECT f.revision, r.revision AS "planRevision", r.context -> 'rates' AS rates FROM flight_run r JOIN flight f ON f.id = r.flight_id WHERE r.id = $1`,
          [runId],
        )
      ).rows;
      await client.query(TABLES);
      await copyTold(client, published.told);
      await client.query(REPORTED, [flightKey, ...rateColumns(run.rates.rates)]);
      await client.query(PLACED, [runId]);
      await client.query('ANALYZE told_house, reported_house, placed_house');
      await client.query(ODD, [published.slots()]);
      return {
        revision: run.revision,
        planRevision: run.planRevision,
        ...(await reportedSums(client, flightKey)),
        ...(await planSums(client, runId)),
        ...(await oddHouses(client, limit)),
      };
    });
  }
}

async function copyTold(client: PoolClient, houses: AsyncIterable<ToldHouse>): Promise<void> {
  const lines = new CopyLines(client, 'told_house', ['slot', 'ordinal', 'number', 'waybill', 'grams', 'kopecks', 'line_values', 'paid']);
  try {
    for await (const h of houses) {
      const fields = [
        h.slot,
        h.ordinal,
        h.houseWaybill,
        h.waybill,
        h.grossWeightG,
        h.valueKopecks,
        lineValuesText(h.lineValues),
        h.paidKopecks,
      ];
      const full = lines.write(fields.map(copyField).join('\t'));
      if (full !== undefined) await full;
    }
    await lines.end();
  } catch (error) {
    await lines.abort();
    throw error;
  }
}

/** Currencies, and what an amount of each is multiplied with and divided by to be roubles. */
function rateColumns(rates: readonly ExchangeRate[]): [string[], string[], string[]] {
  const all = [...rates.filter(({ currency }) => currency !== 'RUB'), { currency: 'RUB', nominal: 1, rate: '1' }];
  return [
    all.map(({ currency }) => currency),
    all.map(({ rate }) => String(scaled(rate, RATE_DECIMALS))),
    all.map(({ nominal }) => String(nominal * 10 ** RATE_DECIMALS)),
  ];
}

async function reportedSums(
  client: PoolClient,
  flightKey: string,
): Promise<Pick<FlightSides, 'manifests' | 'sent' | 'currencies' | 'counts'>> {
  const { rows: reported } = await client.query<SideSums>(
    `SELECT ${SUMS}, NULL AS "dutyKopecks", NULL AS "paidKopecks" FROM reported_house WHERE NOT held`,
  );
  const { rows: sent } = await client.query<FlightSides['sent']>(
    'SELECT sum(sent_pieces)::bigint AS pieces, sum(sent_grams)::bigint AS "grossWeightG" FROM reported_house',
  );
  const { rows: currencies } = await client.query<CurrencySums>(
    `WITH line AS (
       SELECT 1 AS side, unnest(string_to_array(line_values, ',')) AS line FROM reported_house WHERE NOT held
       UNION ALL SELECT 2, unnest(string_to_array(sent_values, ',')) FROM reported_house
       UNION ALL SELECT 3, unnest(string_to_array(line_values, ',')) FROM told_house),
     amount AS (SELECT side, left(line, 3) COLLATE "C" AS currency, substr(line, 5)::bigint AS amount FROM line WHERE line ~ '^[A-Z]{3} \\d{1,15}$')
     SELECT currency, sum(amount) FILTER (WHERE side = 1)::bigint AS manifests, sum(amount) FILTER (WHERE side = 2)::bigint AS sent,
            sum(amount) FILTER (WHERE side = 3)::bigint AS "declarationXml"
     FROM amount GROUP BY 1 ORDER BY 1`,
  );
  const { rows: counts } = await client.query<FlightSides['counts'][number]>(
    `SELECT m.manifest_id AS "manifestId", m.consignments AS stated, (SELECT count(*) FROM consignment c WHERE c.manifest_key = m.id) AS rows
     FROM manifest m WHERE m.flight_id = $1 AND m.current ORDER BY m.id`,
    [flightKey],
  );
  return { manifests: reported[0], sent: sent[0], currencies, counts };
}

async function planSums(client: PoolClient, runId: number): Promise<Pick<FlightSides, 'declarations' | 'waybills' | 'placed' | 'told'>> {
  const { rows: declarations } = await client.query<DeclarationSums & { payments: PaymentSum[] | null }>(
    `SELECT d.slot, w.number AS waybill, d.house_waybills AS consignments, NULL AS pieces, d.gross_weight_g AS "grossWeightG",
            d.value_kopecks AS "valueKopecks", d.duty_kopecks AS "dutyKopecks", NULL AS "paidKopecks", d.payments
     FROM declaration d LEFT JOIN master_waybill w ON w.run_id = d.run_id AND w.index = d.waybill WHERE d.run_id = $1 ORDER BY d.index`,
    [runId],
  );
  const { rows: waybills } = await client.query<WaybillSums>(
    `SELECT number, pieces AS bags, consignments, consignment_pieces AS pieces, gross_weight_g AS "grossWeightG",
            NULL AS "valueKopecks", NULL AS "dutyKopecks", NULL AS "paidKopecks"
     FROM master_waybill WHERE run_id = $1 ORDER BY index`,
    [runId],
  );
  const { rows: placed } = await client.query<DeclarationSums>(
    `SELECT slot, waybill, ${SUMS}, sum(duty)::bigint AS "dutyKopecks", sum(paid)::bigint AS "paidKopecks" FROM placed_house GROUP BY 1, 2`,
  );
  const { rows: told } = await client.query<DeclarationSums>(
    `SELECT slot, min(waybill) AS waybill, count(*) AS consignments, NULL AS pieces, sum(grams)::bigint AS "grossWeightG",
            sum(kopecks)::bigint AS "valueKopecks", NULL AS "dutyKopecks", sum(paid)::bigint AS "paidKopecks" FROM told_house GROUP BY 1`,
  );
  return {
    declarations: declarations.map(({ payments, ...sums }) => ({
      ...sums,
      paidKopecks: payments === null ? null : totalKopecks(payments),
    })),
    waybills,
    placed,
    told,
  };
}

async function oddHouses(client: PoolClient, limit: number): Promise<Pick<FlightSides, 'odd' | 'oddCount' | 'explained'>> {
  const { rows: odd } = await client.query<OddHouse>('SELECT * FROM odd_house ORDER BY number COLLATE "C" LIMIT $1', [limit]);
  const { rows: counted } = await client.query<{ count: number }>('SELECT count(*) AS count FROM odd_house');
  const { rows: explained } = await client.query<FlightSides['explained'][number]>(
    'SELECT DISTINCT o.slot, o.waybill, w.what FROM odd_house o, unnest(o.what) AS w(what)',
  );
  return { odd, oddCount: counted[0].count, explained };
}
