import type { PoolClient } from '../database.js';

/**
 * Puts what other consignments are compared by into `cross_row`, a small table of this transaction, and makes `cross_finding` ready.
 * Rows that came in a moment ago have no statistics, and their bodies would be read by every rule again: of this table the planner
 * knows how large it is.
 *
 * `sequences` are the rows that findings are asked of; rows that share a number or a person with them are asked as well. None: all.
 */
export async function loadCrossRows(client: PoolClient, manifestKey: number, sequences: readonly number[] | undefined): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE IF NOT EXISTS cross_row (sequence int, house_waybill text, order_number text, consignee_key bigint, document_key bigint,
       is_individual boolean, kopecks bigint, grams bigint, is_held boolean, is_asked boolean) ON COMMIT DROP`,
  );
  await client.query(
    'CREATE TEMP TABLE IF NOT EXISTS cross_finding (sequence int, place int, finding jsonb, holds boolean) ON COMMIT DROP',
  );
  await client.query('TRUNCATE pg_temp.cross_row, pg_temp.cross_finding');
  await client.query(
    `INSERT INTO cross_row
     SELECT sequence, house_waybill, order_number, consignee_key, document_key, consignee_kind = 'individual', reported_kopecks, gross_weight_g, held,
       $2::int[] IS NULL OR sequence = ANY($2)
     FROM consignment WHERE manifest_key = $1`,
    [manifestKey, sequences ?? null],
  );
  await client.query('SET LOCAL default_statistics_target = 1'); // a sample of 300 rows tells enough
  await client.query('ANALYZE cross_row');
  if (sequences !== undefined) await askSharers(client);
}

const SHARED = ['house_waybill', 'order_number', 'consignee_key', 'document_key'] as const;

async function askSharers(client: PoolClient): Promise<void> {
  const either = SHARED.map((column) => `r.${column} IN (SELECT ${column} FROM cross_row WHERE is_asked)`).join(' OR ');
  await client.query(`UPDATE cross_row r SET is_asked = true WHERE NOT is_asked AND (${either})`);
}

/**
 * The rows of a manifest that share a number or a person with some of its rows, these included. Asked before a row is changed, it
 * tells whose findings may change with it.
 */
export async function sharers(client: PoolClient, manifestKey: number, sequences: readonly number[]): Promise<number[]> {
  await loadCrossRows(client, manifestKey, sequences);
  const { rows } = await client.query<{ sequence: number }>('SELECT sequence FROM cross_row WHERE is_asked ORDER BY sequence');
  return rows.map(({ sequence }) => sequence);
}
