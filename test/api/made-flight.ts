import { createHash } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import { consignments, manifestHead } from '../../scripts/make-sample.mjs';
import { Archive } from '../../src/archive/archive.js';
import { readDestinations, readRates, readTariffs } from '../../src/cli/settings-files.js';
import { documentTypes } from '../../src/documents/registry.js';
import type { Consignment } from '../../src/domain/consignment.js';
import { waybillNumber } from '../../src/domain/waybill.js';
import { plan } from '../../src/jobs/plan.thread.js';
import { loadAssets } from '../../src/publish/assets.js';
import { draftsOf } from '../../src/publish/drafts.js';
import { contextOf, loadPlannedRun, loadSubject } from '../../src/publish/load-subject.js';
import { PlacedRows } from '../../src/publish/placed-rows.js';
import type { StagedDocument } from '../../src/store/document.store.js';
import { DocumentStore } from '../../src/store/document.store.js';
import { ListStore } from '../../src/store/list.store.js';
import { PlanStore } from '../../src/store/plan.store.js';
import { RunStore } from '../../src/store/run.store.js';
import { SettingsStore } from '../../src/store/settings.store.js';
import type { TestOrganisation, TestService } from './service.js';

/** Today by Moscow's clock. */
const today = new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10);
const MADE = new Set(['express-declaration', 'master-waybill', 'house-manifest']);

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Rates, tariffs and destinations of the sample, for a tenant. */
export async function setUpTenant({ app }: TestService, tenantId: string, admin: TestOrganisation): Promise<void> {
  const settings = app.get(SettingsStore, { strict: false });
  await settings.putRates(tenantId, today, readRates());
  for (const [airport, destination] of Object.entries(readDestinations())) await settings.putDestination(tenantId, airport, destination);
  await app.get(ListStore, { strict: false }).put({ tenantId, organisationId: admin.id }, 'tariffs', 'sample', await readTariffs());
}

export const sampleConsignments = (number: string, count: number): Consignment[] => [
  ...consignments(count, { seed: Number(number), number, first: Number(number) * 1_000 }),
];

/** A manifest as a sender posts it to a service that listens; what is faulty is held. */
export async function postFlight(
  { app }: TestService,
  sender: TestOrganisation,
  number: string,
  items: readonly object[],
  manifestId = `M-${number}`,
): Promise<string> {
  const answer = await fetch(`${await app.getUrl()}/v1/manifests?on-invalid=hold`, {
    method: 'POST',
    headers: { ...sender.bearer, 'content-type': 'application/json', 'idempotency-key': manifestId },
    body: JSON.stringify({ ...manifestHead({ date: today, number }), manifestId, consignments: items }),
  });
  const text = await answer.text();
  if (answer.status !== 202) throw new Error(text);
  return JSON.parse(text).flight;
}

/** Closes a flight and plans it, in this process and with numbers of its own. Returns the run. */
export async function planFlight({ app, config, database }: TestService, admin: TestOrganisation, flight: string): Promise<number> {
  const closed = await app.inject({ method: 'POST', url: `/v1/flights/${flight}/close?held=exclude`, headers: admin.bearer });
  if (closed.statusCode !== 202) throw new Error(closed.body);
  const [{ id }] = await database.rows<{ id: number }>(
    'SELECT r.id FROM flight_run r JOIN flight f ON f.id = r.flight_id AND f.revision = r.revision WHERE f.code = $1',
    [flight],
  );
  const run = await app.get(RunStore, { strict: false }).claim(id);
  if (run === undefined) throw new Error('the run is not to be had');
  const answer = await plan({ databaseUrl: config.databaseUrl, leaseMs: 600_000, runId: id, epoch: run.epoch });
  if (answer !== undefined && 'error' in answer) throw new Error(JSON.stringify(answer.error));
  const slots = (await app.get(PlanStore, { strict: false }).load(id))?.waybills.map(({ slot }) => slot) ?? [];
  const numbers = new Map(slots.map((slot, index) => [slot, waybillNumber('555', id * 100 + index)]));
  await database.transaction((client) => app.get(PlanStore, { strict: false }).setNumbers(client, id, numbers));
  return id;
}

/** Renders the declarations, waybills and house manifests of a planned flight and publishes them. */
export async function publishFlight({ app, database }: TestService, runId: number): Promise<void> {
  const plans = app.get(PlanStore, { strict: false });
  const documents = app.get(DocumentStore, { strict: false });
  const archive = app.get(Archive, { strict: false });
  const run = await app.get(RunStore, { strict: false }).load(runId);
  if (run === undefined) throw new Error(`no run ${runId}`);
  const planned = await loadPlannedRun(plans, run);
  const placed = new PlacedRows(plans, runId);
  const { flightId, flight } = contextOf(run);
  const types = documentTypes.filter(({ type }) => MADE.has(type));
  const staged: StagedDocument[] = [];
  for (const draft of draftsOf({ flightId, flight, run: run.context }, planned, types)) {
    const subject = await loadSubject[draft.type.subject](placed, planned, draft.index, draft.fingerprint);
    for (const { format, bytes } of draft.type.render(subject, loadAssets())) {
      if (format !== 'xml') continue;
      const object = deflateRawSync(bytes);
      await archive.put(hashOf(object), object);
      staged.push({
        type: draft.type.type,
        format,
        subject: draft.subject,
        audience: draft.audience,
        destination: draft.destination,
        fileName: `${draft.type.type}-${draft.subject}.xml`,
        mediaType: 'application/xml',
        size: bytes.length,
        sha256: hashOf(bytes),
        crc32: crc32(bytes),
        encoding: 'deflate',
        objectKey: hashOf(object),
        objectSize: object.length,
        fingerprint: draft.fingerprint,
        check: { parser: 'own', schema: null, numbers: 0, totals: 0 },
      });
    }
  }
  await database.transaction((client) => documents.stage(client, run, staged));
  await database.transaction((client) => documents.publish(client, run, staged));
}
