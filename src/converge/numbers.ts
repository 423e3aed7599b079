import type { Breach, ConvergeContext } from './invariant.js';

/** First seven digits of the serial modulo 7. Source: air-cargo 1.3. */
const isChecked = (number: string) =>
  `${number} ~ '^[0-9]{3}-[0-9]{8}$' AND substr(${number}, 5, 7)::int % 7 = substr(${number}, 12, 1)::int`;

const BREACHES = [
  {
    invariant: 'I3',
    // Of plans, which the table's own rules do not reach.
    sql: `SELECT w.number AS example FROM master_waybill w JOIN flight_run r ON r.id = w.run_id JOIN flight f ON f.id = r.flight_id
          WHERE w.number IS NOT NULL GROUP BY w.number
          HAVING (NOT (${isChecked('w.number')}) OR count(DISTINCT (r.flight_id, w.slot)) > 1) AND ($1::text IS NULL OR bool_or(f.code = $1))`,
  },
  {
    invariant: 'I3',
    sql: `SELECT w.number AS example FROM waybill_number w LEFT JOIN flight f ON f.id = w.flight_id
          WHERE (NOT (${isChecked('w.number')}) OR (w.state = 'used' AND (w.flight_id IS NULL OR w.slot IS NULL)) OR (w.state = 'free' AND w.flight_id IS NOT NULL))
            AND ($1::text IS NULL OR f.code = $1)`,
  },
  {
    invariant: 'I3',
    sql: `SELECT f.code || ' ' || w.slot AS example FROM waybill_number w JOIN flight f ON f.id = w.flight_id
          WHERE ($1::text IS NULL OR f.code = $1) GROUP BY f.id, w.slot HAVING count(*) > 1`,
  },
  {
    invariant: 'I4',
    sql: `SELECT f.code || ' ' || coalesce(w.number, w.slot) AS example
          FROM flight f JOIN flight_run r ON r.flight_id = f.id AND r.revision = f.published_revision JOIN master_waybill w ON w.run_id = r.id
          LEFT JOIN waybill_number n ON n.number = w.number AND n.flight_id = f.id AND n.slot = w.slot AND n.state = 'used'
          WHERE n.number IS NULL AND ($1::text IS NULL OR f.code = $1)`,
  },
  {
    invariant: 'I4',
    // Documents that bear a number in their names, superseded ones included: those of void numbers stay the flight's.
    sql: `SELECT d.file_name AS example FROM document d JOIN flight f ON f.id = d.flight_id
          LEFT JOIN waybill_number n ON n.number = d.subject AND n.flight_id = f.id AND (n.state = 'used' OR (n.state = 'void' AND d.status = 'superseded'))
          WHERE d.subject ~ '^[0-9]{3}-[0-9]{8}$' AND d.status IN ('published', 'superseded') AND n.number IS NULL AND ($1::text IS NULL OR f.code = $1)`,
  },
] as const;

/** I3 and I4, by the rows; what the documents say is read with them. */
export async function* checkNumbers(context: ConvergeContext): AsyncGenerator<Breach> {
  const { database, flight = null } = context;
  const [{ numbers }] = await database.rows<{ numbers: number }>(
    'SELECT count(*) AS numbers FROM waybill_number w LEFT JOIN flight f ON f.id = w.flight_id WHERE ($1::text IS NULL OR f.code = $1)',
    [flight],
  );
  context.count('numbers', numbers);
  for (const { invariant, sql } of BREACHES) {
    for (const { example } of await database.rows<{ example: string }>(sql, [flight])) yield { invariant, example };
  }
}
