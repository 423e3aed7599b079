import type { PoolClient } from '../database.js';
import { crossKinds, findingSql } from './cross-kinds.js';

/** C18: a number that stands twice in the manifest; the later place names the first. Source: customs-rules 3. */
export async function findSameNumbers(client: PoolClient): Promise<void> {
  for (const [place, { column, member }] of NUMBERS.entries()) {
    await client.query(
      `/* numbers within the manifest */
       INSERT INTO cross_finding
       SELECT r.sequence, ${place}, ${findingSql(crossKinds.sameWithin, member, `'/consignments/' || first || '${member}'`)}, true
       FROM (SELECT ${column}, min(sequence) AS first FROM cross_row WHERE ${column} IS NOT NULL GROUP BY ${column} HAVING count(*) > 1) twice
       JOIN cross_row r USING (${column}) WHERE r.sequence <> first AND r.is_asked`,
    );
  }
}

const NUMBERS = [
  { column: 'house_waybill', member: '/houseWaybill' },
  { column: 'order_number', member: '/orderNumber' },
] as const;

/**
 * C5: a tax number with several identity documents, or a document with several tax numbers. Who has no tax number is known by the
 * document, so both keys are the same.
 *
 * Source: customs-rules 3.
 */
export async function findMixedIdentities(client: PoolClient): Promise<void> {
  const rowsOf = ({ by, place, kind }: (typeof IDENTITIES)[number]) =>
    `SELECT r.sequence, ${place}, ${findingSql(kind, '/consignee/identityDocument', 'several.count - 1')}, false
     FROM (SELECT ${by}, count(*) FROM pairs GROUP BY ${by} HAVING count(*) > 1) several JOIN cross_row r USING (${by}) WHERE ${HAS_BOTH} AND r.is_asked`;
  await client.query(
    `/* identities within the manifest */
     WITH pairs AS MATERIALIZED (SELECT DISTINCT consignee_key, document_key FROM cross_row WHERE ${HAS_BOTH})
     INSERT INTO cross_finding ${IDENTITIES.map(rowsOf).join(' UNION ALL ')}`,
  );
}

const HAS_BOTH = 'document_key IS NOT NULL AND consignee_key <> document_key';

const IDENTITIES = [
  { by: 'consignee_key', place: 10, kind: crossKinds.otherDocuments },
  { by: 'document_key', place: 11, kind: crossKinds.otherTaxNumbers },
] as const;
