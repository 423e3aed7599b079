// Look-ups over earlier consignments: what a manifest of 50 000 costs when 5 000 000 consignments of 100 flights are there.
//   node bench/lookups.mjs [--rows 5000000] [--consignments 50000] [--folder path] [--plans]
// A folder is kept and used again. Exits 1 above two seconds at full size.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { crossFindings } from '../dist/store/cross-checks.js';
import { Database } from '../dist/store/database.js';
import { startEmbeddedPostgres } from '../dist/store/embedded-postgres.js';
import { migrate } from '../dist/store/migrate.js';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '5000000' },
    consignments: { type: 'string', default: '50000' },
    folder: { type: 'string' },
    plans: { type: 'boolean', default: false },
  },
});
const FULL = 5_000_000;
const LIMIT_SECONDS = 2;
const RUNS = 3;
const FLIGHTS = 100;
const DAYS = 90;
const TENANT = 'Look-ups';
const FLIGHT = { code: '4B9001-20261130-HGH', month: '2026-11' };
/** Each person has had four consignments in the three months; of the new manifest a third goes to people who had some. */
const rows = Number(options.rows);
const people = Math.ceil(rows / 4);
const consignments = Number(options.consignments);
const perFlight = Math.ceil(rows / FLIGHTS);

const folder = options.folder ?? mkdtempSync('/var/tmp/waybridge-lookups-');
mkdirSync(folder, { recursive: true });
chmodSync(folder, 0o755);
const isFilled = existsSync(`${folder}/filled`);
const server = await startEmbeddedPostgres(folder);
const database = new Database(server.url);
const sql = (text, values) => database.pool.query(text, values).then((answer) => answer.rows);
const seconds = (since) => (performance.now() - since) / 1_000;
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Numbers that come in no order, as those of many shops do. */
const houseWaybill = (n) => `'LP' || lpad(((${n})::bigint * 636413622 % 99999999977)::text, 14, '0')`;
const personKey = (n) => `hashint8extended((${n})::bigint, 7)`;
const documentKey = (n) => `hashint8extended((${n})::bigint, 8)`;

async function fill() {
  await migrate(server.url, { queue: false });
  const [{ id: tenant }] = await sql('INSERT INTO tenant (id, name) VALUES (gen_random_uuid(), $1) RETURNING id', [TENANT]);
  const [{ id: organisation }] = await sql(
    "INSERT INTO organisation (id, tenant_id, name) VALUES (gen_random_uuid(), $1, 'Sender') RETURNING id",
    [tenant],
  );
  await sql(
    `INSERT INTO flight (id, tenant_id, code, carrier, number, date, origin, destination, status, revision, published_revision)
     SELECT gen_random_uuid(), $1, '4B' || n || '-' || to_char(day, 'YYYYMMDD') || '-HGH', '4B', n, day, 'HGH', 'SVO', 'ready', 1, 1
     FROM (SELECT n, '2026-11-29'::date - n * ${DAYS} / ${FLIGHTS} AS day FROM generate_series(0, ${FLIGHTS - 1}) n) days`,
    [tenant],
  );
  await sql(
    `INSERT INTO manifest (tenant_id, flight_id, organisation_id, manifest_id, revision, channel, current, status, consignments, held, content_hash)
     SELECT $1, id, $2, 'M-' || number, 1, 'express', true, 'accepted', ${perFlight}, 0, '' FROM flight ORDER BY number::int`,
    [tenant, organisation],
  );
  await sql("INSERT INTO flight_run (flight_id, revision, state, context, plan_hash) SELECT id, 1, 'completed', '{}', '' FROM flight");
  const [{ first }] = await sql('SELECT min(id) AS first FROM manifest');
  // Indexes are built at the end: the table is then as tight as one that grew for months is not, but the fill takes minutes, not hours.
  const indexes = await sql(
    "SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE tablename = 'consignment' AND indexname <> 'consignment_pkey'",
  );
  for (const { name } of indexes) await sql(`DROP INDEX ${name}`);
  await sql(
    `INSERT INTO consignment (manifest_key, sequence, house_waybill, order_number, consignee_kind, pieces, gross_weight_g, volume_cm3, line_values,
       consignee_key, document_key, reported_kopecks, held, content_hash, body)
     SELECT ${first} + n / ${perFlight}, n % ${perFlight}, ${houseWaybill('n')}, ${houseWaybill('n + 1')}, 'individual', 1, 432, 0, 'CNY 3500',
       ${personKey(`n * 7919 % ${people}`)}, ${documentKey(`n * 7919 % ${people}`)}, 420000 + n % 500000, false, '', '{}'
     FROM generate_series(0::bigint, ${rows - 1}) n`,
  );
  for (const { definition } of indexes) await sql(definition);
  // Declared: a tenth of it, the latest flights.
  await sql(
    `INSERT INTO placement (run_id, declaration, ordinal, first_goods_numeric, manifest_key, sequence, value_kopecks, value_eur, duty_kopecks, duty_basis)
     SELECT r.id, c.sequence / 500, c.sequence % 500 + 1, 1, c.manifest_key, c.sequence, 1, 1, 0, 'none'
     FROM consignment c JOIN manifest m ON m.id = c.manifest_key JOIN flight_run r ON r.flight_id = m.flight_id WHERE c.manifest_key < ${first} + 10`,
  );
  // As autovacuum leaves tables behind that rows came into a flight at a time.
  await sql('VACUUM (ANALYZE)');
  await sql('CHECKPOINT');
  mkdirSync(`${folder}/filled`);
}

/** The first number that nobody has: another one each time, or a run would look through the dead rows of the one before. */
const fresh = (run) => 10 * rows + (Math.floor(Date.now() / 1000) % 100_000) * 100_000 + run * 2 * consignments;

/** The new manifest: one in a hundred stands twice, one in a hundred flew before, one in three goes to somebody known. */
async function load(client, key, first) {
  await client.query(
    `INSERT INTO consignment (manifest_key, sequence, house_waybill, order_number, consignee_kind, pieces, gross_weight_g, volume_cm3, line_values,
       consignee_key, document_key, reported_kopecks, held, content_hash, body)
     SELECT $1, n, CASE WHEN n % 100 = 1 THEN ${houseWaybill(`${first} + n - 1`)} WHEN n % 100 = 2 THEN ${houseWaybill('n * 97')} ELSE ${houseWaybill(`${first} + n`)} END,
       'ORDER-' || ${first} + CASE WHEN n % 100 = 3 THEN n - 1 ELSE n END, 'individual', 1, 432, 0, 'CNY 3500', person, document, 420000 + n * 37 % 900000, false, '', repeat('x', 2000)
     FROM (SELECT n, CASE WHEN n % 3 = 0 THEN ${personKey(`(n * 31 + ${first}) % ${people}`)} ELSE ${personKey(`${first} + n * 9 / 10`)} END AS person,
       ${documentKey(`${first} + n + CASE WHEN n % 50 = 0 THEN 1 ELSE 0 END`)} AS document FROM generate_series(0, ${consignments - 1}) n) made`,
    [key],
  );
}

/** Seconds of CPU that the server's end of a connection has used: what a machine that does other things as well still tells. */
function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Times every statement by the words at its beginning. */
function timed(client, spent) {
  return {
    query: async (text, values) => {
      if (options.plans && text.startsWith('/*')) {
        const { rows: plan } = await client.query(`EXPLAIN (ANALYZE, BUFFERS) ${text}`, values);
        console.log(plan.map((row) => row['QUERY PLAN']).join('\n'));
        if (text.startsWith('/* apply')) return undefined;
        return { rows: [] };
      }
      const since = performance.now();
      try {
        return await client.query(text, values);
      } finally {
        const name = /^\/\* (.*?) \*\//.exec(text)?.[1] ?? (text.startsWith('SELECT') ? 'reading what was found' : 'own rows');
        spent[name] = (spent[name] ?? 0) + seconds(since);
      }
    },
  };
}

async function measure(tenantId, run) {
  const key = 1_000_000 + run;
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN');
    await load(client, key, fresh(run));
    const spent = {};
    const {
      rows: [{ pid }],
    } = await client.query('SELECT pg_backend_pid() AS pid');
    const cpu = cpuOf(pid);
    const since = performance.now();
    const found = await crossFindings(timed(client, spent), {
      tenantId,
      manifestKey: key,
      manifestId: 'NEW',
      flightCode: FLIGHT.code,
      month: FLIGHT.month,
      norm: { eurHundredths: 200_00, kopecks: 20_000_00, grams: 31_000 },
    });
    spent['all rules'] = seconds(since);
    spent['of that CPU of the server'] = cpuOf(pid) - cpu;
    await found.apply();
    return { spent, counts: found.counts };
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

try {
  if (!isFilled) {
    process.stderr.write(`filling ${rows} consignments …\n`);
    const since = performance.now();
    await fill();
    process.stderr.write(`filled in ${seconds(since).toFixed(0)} s\n`);
  }
  const [{ id: tenantId }] = await sql('SELECT id FROM tenant WHERE name = $1', [TENANT]);
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await measure(tenantId, run));
  const [{ counts }] = runs;
  console.log(`\n${consignments} consignments against ${rows}; ${cpus().length} cores, Node ${process.version}, median of ${RUNS}`);
  console.table(
    Object.keys(runs[0].spent).map((rule) => ({ rule, seconds: Number(median(runs.map(({ spent }) => spent[rule] ?? 0)).toFixed(3)) })),
  );
  console.table(counts);
  const all = median(runs.map(({ spent }) => spent['all rules']));
  if (rows >= FULL && all > LIMIT_SECONDS) {
    console.error(`more than ${LIMIT_SECONDS} seconds`);
    process.exitCode = 1;
  }
} finally {
  await database.close();
  await server.stop();
  if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
}
