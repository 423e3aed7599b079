import type { PoolClient } from '../database.js';

/**
 * The tables stay with the connection, empty between transactions: making and dropping them costs the server as much as a rule does. Of
 * their rows a sample of 300 tells the planner enough.
 */
const PREPARE = `
  SET LOCAL client_min_messages = warning;
  SET LOCAL default_statistics_target = 1;
  CREATE TEMP TABLE IF NOT EXISTS cross_row (sequence int, house_waybill text, order_number text, consignee_key bigint, document_key bigint,
    is_individual boolean, kopecks bigint, grams bigint, is_held boolean, is_asked boolean) ON COMMIT DELETE ROWS;
  CREATE TEMP TABLE IF NOT EXISTS cross_finding (sequence int, place int, finding jsonb, holds boolean) ON COMMIT DELETE ROWS`;

/** Columns of `consignment c` that `cross_row` has, but for the last. */
export const CROSS_COLUMNS = `c.sequence, c.house_waybill, c.order_number, c.consignee_key, c.document_key, c.consignee_kind = 'individual',
  c.reported_kopecks, c.gross_weight_g, c.held`;

/** Which rows of a manifest are looked at. */
export interface CrossRows {
  /** Those that findings are asked of; rows that share a number or a person with them are asked as well. Left out: all. */
  sequences?: readonly number[] | undefined;
  /**
   * All that share a number or a person with another row of the manifest, where that is known already: nothing can be found within
   * the manifest about the others. All are asked.
   */
  shared?: readonly number[] | undefined;
}

/**
 * Puts what other consignments are compared by into `cross_row`, a small table of this transaction, and makes `cross_finding` ready.
 * Rows that came in a moment ago have no statistics, and their bodies would be read by every rule again: of this table the planner
 * knows how large it is.
 */
export async function loadCrossRows(client: PoolClient, manifestKey: number, { sequences, shared }: CrossRows): Promise<void> {
  await client.query(PREPARE);
  // Only rows that are mended are looked at twice in a transaction.
  if (sequences !== undefined) await client.query('TRUNCATE pg_temp.cross_row, pg_temp.cross_finding');
  await client.query(
    `INSERT INTO cross_row SELECT ${CROSS_COLUMNS}, $2::int[] IS NULL OR c.sequence = ANY($2)
     FROM consignment c WHERE c.manifest_key = $1${shared === undefined ? '' : ' AND c.sequence = ANY($3)'}`,
    [manifestKey, sequences ?? null, ...(shared === undefined ? [] : [shared])],
  );
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
  await loadCrossRows(client, manifestKey, { sequences });
  const { rows } = await client.query<{ sequence: number }>('SELECT sequence FROM cross_row WHERE is_asked ORDER BY sequence');
  return rows.map(({ sequence }) => sequence);
}
