import fc from 'fast-check';
import { plan } from '../../src/jobs/plan.thread.js';
import { PLANNER_VERSION } from '../../src/plan/plan-flight.js';
import { PlanStore } from '../../src/store/plan.store.js';
import { RunStore } from '../../src/store/run.store.js';
import { planFlight, postFlight, publishFlight, sampleConsignments, setUpTenant } from './made-flight.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

const COUNT = 40;

/** Merge patches that no plan looks at, and some that plans do. */
const contacts = fc.record({ phone: fc.integer({ min: 0, max: 9_999 }).map((digits) => `+7900000${String(digits).padStart(4, '0')}`) });
const patches = fc.oneof(
  { weight: 3, arbitrary: contacts.map((consignee) => ({ consignee })) },
  { weight: 1, arbitrary: fc.constantFrom('Lenina', 'Mira').map((street) => ({ consignee: { address: { street } } })) },
  { weight: 1, arbitrary: fc.integer({ min: 1_001, max: 1_999 }).map((grams) => ({ grossWeightKg: (grams / 1_000).toFixed(3) })) },
  { weight: 1, arbitrary: fc.constantFrom('BAG-A', 'BAG-B').map((bag) => ({ bag })) },
);
const amendments = fc.array(fc.record({ of: fc.uniqueArray(fc.nat(COUNT - 1), { minLength: 1, maxLength: 4 }), patch: patches }), {
  minLength: 1,
  maxLength: 3,
});

/** Plans of amended flights: taken over or made anew, they are the same. */
describe('a plan taken over', () => {
  let service: TestService;
  let admin: TestOrganisation;
  let upstream: TestOrganisation;
  let plans: PlanStore;
  let runs: RunStore;
  let next = 700;

  beforeAll(async () => {
    service = await startService();
    const tenant = await addTenant(service.database, 'Own', { upstream: { roles: ['upstream'] }, admin: { roles: ['admin'] } });
    ({ admin, upstream } = tenant.organisations);
    await setUpTenant(service, tenant.id, admin);
    await service.app.listen(0, '127.0.0.1');
    plans = service.app.get(PlanStore, { strict: false });
    runs = service.app.get(RunStore, { strict: false });
  });
  afterAll(() => service.close());

  async function published(): Promise<{ flight: string; numbers: string[] }> {
    const number = String(next++);
    const items = sampleConsignments(number, COUNT);
    const flight = await postFlight(service, upstream, number, items);
    await publishFlight(service, await planFlight(service, admin, flight));
    return { flight, numbers: items.map(({ houseWaybill }) => houseWaybill) };
  }

  async function edit(flight: string, houseWaybills: string[], patch: object): Promise<void> {
    const answer = await service.app.inject({
      method: 'POST',
      url: `/v1/flights/${flight}/consignments/edits`,
      headers: upstream.bearer,
      payload: { where: { houseWaybills }, set: { patch } },
    });
    expect(answer.statusCode).toBe(200);
  }

  /** Closes the flight and claims its run. */
  async function claimed(flight: string) {
    const closed = await service.app.inject({ method: 'POST', url: `/v1/flights/${flight}/close?held=exclude`, headers: admin.bearer });
    if (closed.statusCode !== 202) return undefined;
    const [row] = await service.database.rows<{ id: number }>(
      "SELECT r.id FROM flight_run r JOIN flight f ON f.id = r.flight_id AND f.revision = r.revision WHERE f.code = $1 AND r.state = 'queued'",
      [flight],
    );
    return row && runs.claim(row.id);
  }

  const takeOver = (run: NonNullable<Awaited<ReturnType<typeof claimed>>>) =>
    runs.fenced(run, (client) => plans.takeOver(client, run, PLANNER_VERSION));

  /** All that a plan comes to: its rows, its hash, and what it left in the consignments. */
  async function outcome(runId: number, flight: string) {
    const placements = await service.database.rows(
      `SELECT declaration, ordinal, first_goods_numeric, manifest_key, sequence, value_kopecks, value_eur, duty_kopecks, duty_basis, payments::text
       FROM placement WHERE run_id = $1 ORDER BY declaration, ordinal`,
      [runId],
    );
    const rows = await service.database.rows(
      `SELECT c.house_waybill, c.held, (SELECT array_agg(q::text ORDER BY q::text) FROM json_array_elements(c.problems) q) AS problems
       FROM flight f JOIN manifest m ON m.flight_id = f.id AND m.current JOIN consignment c ON c.manifest_key = m.id WHERE f.code = $1 ORDER BY 1`,
      [flight],
    );
    const hash = await service.database.rows("SELECT encode(plan_hash, 'hex') AS hash FROM flight_run WHERE id = $1", [runId]);
    return { plan: await plans.load(runId), placements, rows, hash };
  }

  it('is what planning anew comes to, after any amendments', async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(amendments, async (changes) => {
        const { flight, numbers } = await published();
        for (const { of, patch } of changes) {
          await edit(
            flight,
            of.map((index) => numbers[index]),
            patch,
          );
        }
        const run = await claimed(flight);
        if (run === undefined || !(await takeOver(run))) return;
        taken += 1;
        const before = await outcome(run.id, flight);
        const { databaseUrl } = service.config;
        expect(await plan({ databaseUrl, leaseMs: 600_000, runId: run.id, epoch: run.epoch })).not.toHaveProperty('error');
        expect(before).toEqual(await outcome(run.id, flight));
      }),
      { numRuns: 10, seed: 5 },
    );
    expect(taken).toBeGreaterThan(2);
  });

  it('has another fingerprint where contacts changed, and the lists of its waybills have not', async () => {
    const { flight, numbers } = await published();
    const [{ id }] = await service.database.rows<{ id: number }>(
      'SELECT r.id FROM flight_run r JOIN flight f ON f.id = r.flight_id WHERE f.code = $1',
      [flight],
    );
    const before = await plans.load(id);
    await edit(flight, [numbers[3]], { consignee: { phone: '+79000001234', email: 'new@example.com' } });
    const run = await claimed(flight);
    expect(run !== undefined && (await takeOver(run))).toBe(true);
    const after = await plans.load(run?.id ?? 0);
    const changed = after?.declarations.filter(({ fingerprint }, index) => fingerprint !== before?.declarations[index].fingerprint);
    expect(changed).toHaveLength(1);
    expect(after?.waybills.map(({ fingerprint }) => fingerprint)).toEqual(before?.waybills.map(({ fingerprint }) => fingerprint));
  });

  it.each([
    ['a weight', { grossWeightKg: '1.234' }],
    ['a bag', { bag: 'BAG-OTHER' }],
    ['a name', { consignee: { lastName: 'Другова' } }],
  ])('is made anew after %s changed', async (_, patch) => {
    const { flight, numbers } = await published();
    await edit(flight, [numbers[5]], patch);
    const run = await claimed(flight);
    const [{ facts, revision }] = await service.database.rows<{ facts: number; revision: number }>(
      'SELECT facts_revision AS facts, revision FROM flight WHERE code = $1',
      [flight],
    );
    const isSame = run !== undefined && (await takeOver(run));
    expect(isSame).toBe(facts < revision);
    if ('consignee' in patch) return;
    expect(isSame).toBe(false);
  });

  it('is made anew by another version of the planner, and by the rates of another day', async () => {
    const { flight, numbers } = await published();
    await edit(flight, [numbers[1]], { consignee: { phone: '+79000001235' } });
    const run = await claimed(flight);
    if (run === undefined) throw new Error('the run is not to be had');
    const tried = (version: string) => runs.fenced(run, (client) => plans.takeOver(client, run, version));
    expect(await tried(`${PLANNER_VERSION}+`)).toBe(false);
    await service.database.rows(`UPDATE flight_run SET context = jsonb_set(context, '{rates,date}', '"2026-01-01"') WHERE id = $1`, [
      run.id,
    ]);
    expect(await tried(PLANNER_VERSION)).toBe(false);
  });
});
