// What must be true of flights that are ready, asked of the tables and the folder of documents themselves.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Statements that find what must not be; `$1` are codes of flights. */
const breaches = {
  'a flight is not published as it stands': `SELECT code FROM flight WHERE code = ANY($1) AND (status <> 'ready' OR published_revision IS DISTINCT FROM revision)`,
  'a consignment is in no declaration, or in two': `
    SELECT f.code FROM flight f JOIN flight_run r ON r.flight_id = f.id AND r.revision = f.published_revision
    JOIN manifest m ON m.flight_id = f.id AND m.current JOIN consignment c ON c.manifest_key = m.id AND NOT c.held
    LEFT JOIN placement p ON p.run_id = r.id AND p.manifest_key = c.manifest_key AND p.sequence = c.sequence
    WHERE f.code = ANY($1) GROUP BY f.code, c.manifest_key, c.sequence HAVING count(p.run_id) <> 1`,
  'a declaration has more than 500 house waybills': `
    SELECT f.code FROM flight f JOIN flight_run r ON r.flight_id = f.id JOIN declaration d ON d.run_id = r.id
    WHERE f.code = ANY($1) AND d.house_waybills > 500`,
  'a waybill has no number of its flight': `
    SELECT f.code FROM flight f JOIN flight_run r ON r.flight_id = f.id AND r.revision = f.published_revision JOIN master_waybill w ON w.run_id = r.id
    LEFT JOIN waybill_number n ON n.number = w.number AND n.flight_id = f.id AND n.state = 'used'
    WHERE f.code = ANY($1) AND n.number IS NULL`,
  'a flight holds numbers that it does not use': `
    SELECT f.code FROM flight f JOIN flight_run r ON r.flight_id = f.id AND r.revision = f.published_revision
    JOIN waybill_number n ON n.flight_id = f.id AND n.state = 'used' LEFT JOIN master_waybill w ON w.run_id = r.id AND w.number = n.number
    WHERE f.code = ANY($1) AND w.number IS NULL`,
  'a document is left staged': `SELECT f.code FROM flight f JOIN document d ON d.flight_id = f.id WHERE f.code = ANY($1) AND d.status = 'staged'`,
  'a document is published twice': `
    SELECT f.code FROM flight f JOIN document d ON d.flight_id = f.id AND d.status = 'published'
    WHERE f.code = ANY($1) GROUP BY f.code, d.type, d.format, d.subject HAVING count(*) > 1`,
  'a declaration has no document': `
    SELECT f.code FROM flight f JOIN flight_run r ON r.flight_id = f.id AND r.revision = f.published_revision JOIN declaration d ON d.run_id = r.id
    WHERE f.code = ANY($1) AND (SELECT count(*) FROM document x WHERE x.flight_id = f.id AND x.status = 'published'
      AND x.type = 'express-declaration') < 2 * (SELECT count(*) FROM declaration y WHERE y.run_id = r.id)`,
  'an outbox row was left for a minute': `SELECT id FROM outbox WHERE sent_at IS NULL AND created_at < now() - interval '60 seconds' AND $1::text[] IS NOT NULL`,
};

/** Throws with the first promise that is broken. */
export async function wholeFlights(installation, codes) {
  for (const [words, sql] of Object.entries(breaches)) {
    const rows = await installation.rows(sql, [codes]);
    if (rows.length > 0) throw new Error(`${words}: ${JSON.stringify(rows.slice(0, 5))}`);
  }
  const documents = await installation.rows(
    `SELECT d.object_key AS key FROM flight f JOIN document d ON d.flight_id = f.id WHERE f.code = ANY($1) AND d.status = 'published'`,
    [codes],
  );
  if (documents.length === 0) throw new Error('no document is published');
  for (const { key } of documents) {
    const bytes = readFileSync(join(installation.dataFolder, 'documents', key.slice(0, 2), key));
    if (createHash('sha256').update(bytes).digest('hex') !== key) throw new Error(`object ${key} is damaged`);
  }
}
