import { type Flight, flightId } from '../domain/flight.js';
import type { ManifestHead } from '../domain/manifest.js';
import { DomainError } from '../domain/problem.js';
import { failpoint } from '../failpoints/failpoints.js';
import { actorOf, type Caller, mayReport, mayRevise } from './access.store.js';
import { carryApprovals } from './amendment.store.js';
import { writeAudit } from './audit-writing.js';
import type { Database, PoolClient } from './database.js';
import { ManifestUpload } from './manifest-upload.js';

export interface StoredManifest {
  manifestId: string;
  revision: number;
  flight: string;
  status: string;
  consignments: number;
  held: number;
}

interface EarlierManifest extends StoredManifest {
  key: number;
  contentHash: Buffer;
  organisationId: string;
}

/** That a manifest may take its place, and whose: nothing else may change that until the transaction ends. */
export interface Admission {
  caller: Caller;
  head: ManifestHead;
  contentHash: Buffer;
  earlier: EarlierManifest | undefined;
}

/** Manifests that have been accepted. */
export class ManifestStore {
  constructor(private readonly database: Database) {}

  /** Receives one manifest in one transaction; `work` decides, by returning or throwing, whether it stays. */
  async receive<T>(work: (upload: ManifestUpload) => Promise<T>): Promise<T> {
    failpoint('intake.before_begin');
    const received = await this.database.transaction(async (client) => {
      const upload = await ManifestUpload.begin(client);
      try {
        return await work(upload);
      } catch (error) {
        await upload.abort();
        throw error;
      }
    });
    failpoint('intake.after_commit');
    return received;
  }

  /**
   * Asks whether a manifest may come, with its rows loaded, and locks its name and its flight: manifests of one flight are judged
   * one after another, each knowing the rows of the one before.
   *
   * Errors: `revision-conflict` if this revision is there with other content, or a higher one is; `forbidden` for a flight that
   * the caller does not represent, and for the manifest of another sender; `validation-failed` with `mismatch` if it flies elsewhere.
   * Returns the manifest as it is stored if this very revision was stored before.
   */
  async admit(upload: ManifestUpload, caller: Caller, head: ManifestHead): Promise<Admission | { repeated: StoredManifest }> {
    const { client } = upload;
    if (!mayReport(caller, head.flight.destination)) throw new DomainError('forbidden', 'The flight is not one that this key represents');
    const contentHash = await upload.contentHash(head);
    await lock(client, `${caller.tenantId}/${head.manifestId}`);
    const earlier = await latest(client, caller.tenantId, head.manifestId);
    if (earlier !== undefined && !mayRevise(caller, earlier.organisationId)) {
      throw new DomainError('forbidden', 'Another organisation sends a manifest of this name');
    }
    if (earlier !== undefined && head.revision <= earlier.revision) {
      if (head.revision < earlier.revision || !contentHash.equals(earlier.contentHash)) throw new DomainError('revision-conflict');
      const { manifestId, revision, flight, status, consignments, held } = earlier;
      return { repeated: { manifestId, revision, flight, status, consignments, held } };
    }
    if (earlier !== undefined && earlier.flight !== flightId(head.flight)) {
      throw new DomainError('validation-failed', undefined, {
        findings: [{ pointer: '/flight', code: 'mismatch', detail: 'An earlier revision of this manifest names another flight' }],
      });
    }
    await lock(client, `${caller.tenantId}/${flightId(head.flight)}`);
    await confirmDestination(client, caller.tenantId, head);
    return { caller, head, contentHash, earlier };
  }

  /** Puts an admitted manifest in the place of its earlier revision. Its rows count from now on; approvals of equal ones go with them. */
  async accept(
    upload: ManifestUpload,
    { caller, head, contentHash, earlier }: Admission,
    consignments: number,
    layout: object | undefined,
  ): Promise<StoredManifest & { warnings: number }> {
    const { client, key } = upload;
    if (earlier !== undefined) await carryApprovals(client, key, earlier.key);
    const { held, warnings } = await upload.judged();
    const status = held === 0 ? 'accepted' : 'accepted-with-holds';
    const flightKey = await reviseFlight(client, caller, head.flight);
    await client.query('UPDATE manifest SET current = false WHERE tenant_id = $1 AND manifest_id = $2 AND current', [
      caller.tenantId,
      head.manifestId,
    ]);
    await client.query(
      `INSERT INTO manifest (id, tenant_id, flight_id, organisation_id, manifest_id, revision, channel, current, status, consignments, held, layout, content_hash, head)
       VALUES ($1, $2, $3, $4, $5, $6, $7, true, $8, $9, $10, $11, $12, $13)`,
      [
        key,
        caller.tenantId,
        flightKey,
        // It stays its sender's, whoever corrects it.
        earlier?.organisationId ?? caller.organisationId,
        head.manifestId,
        head.revision,
        head.channel,
        status,
        consignments,
        held,
        layout === undefined ? null : JSON.stringify(layout),
        contentHash,
        JSON.stringify(head),
      ],
    );
    await countFlight(client, flightKey);
    const { manifestId, revision } = head;
    const flight = flightId(head.flight);
    const details = { revision, flight, consignments, held, contentHash: contentHash.toString('hex') };
    await writeAudit(client, [
      { tenantId: caller.tenantId, by: actorOf(caller), event: { action: 'manifest.accepted', object: manifestId, details } },
    ]);
    return { manifestId, revision, flight, status, consignments, held, warnings };
  }
}

/** Brings a flight's counts up to date with its current manifests. */
async function countFlight(client: PoolClient, flightKey: string): Promise<void> {
  await client.query(
    `UPDATE flight SET (consignments, held) = (SELECT sum(consignments), sum(held) FROM manifest WHERE flight_id = $1 AND current) WHERE id = $1`,
    [flightKey],
  );
}

async function lock(client: PoolClient, name: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
}

/** The flight's row, made or raised to its next revision; it stays locked until the transaction ends. */
async function reviseFlight(client: PoolClient, caller: Caller, flight: Flight): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO flight (id, tenant_id, code, carrier, number, date, origin, destination, departs_at, arrives_at, aircraft, revision, facts_revision)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, 1)
     ON CONFLICT (tenant_id, code) DO UPDATE SET revision = flight.revision + 1, facts_revision = flight.revision + 1, status = 'open', destination = EXCLUDED.destination,
       departs_at = EXCLUDED.departs_at, arrives_at = EXCLUDED.arrives_at, aircraft = EXCLUDED.aircraft
     RETURNING id`,
    [
      caller.tenantId,
      flightId(flight),
      flight.carrier,
      flight.number,
      flight.date,
      flight.origin,
      flight.destination,
      flight.departsAt ?? null,
      flight.arrivesAt ?? null,
      flight.aircraft ?? null,
    ],
  );
  return rows[0].id;
}

/** Manifests of one flight must agree where it flies. Errors: `validation-failed` with `mismatch`. */
async function confirmDestination(client: PoolClient, tenantId: string, { manifestId, flight }: ManifestHead): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM flight f JOIN manifest m ON m.flight_id = f.id AND m.current
     WHERE f.tenant_id = $1 AND f.code = $2 AND f.destination <> $3 AND m.manifest_id <> $4 LIMIT 1`,
    [tenantId, flightId(flight), flight.destination, manifestId],
  );
  if (rowCount === 0) return;
  throw new DomainError('validation-failed', undefined, {
    findings: [{ pointer: '/flight/destination', code: 'mismatch', detail: 'Another manifest of this flight names another destination' }],
  });
}

async function latest(client: PoolClient, tenantId: string, manifestId: string): Promise<EarlierManifest | undefined> {
  const { rows } = await client.query<EarlierManifest>(
    `SELECT m.id AS key, m.manifest_id AS "manifestId", m.revision, f.code AS flight, m.status, m.consignments, m.held, m.content_hash AS "contentHash",
       m.organisation_id AS "organisationId"
     FROM manifest m JOIN flight f ON f.id = m.flight_id
     WHERE m.tenant_id = $1 AND m.manifest_id = $2 ORDER BY m.revision DESC LIMIT 1`,
    [tenantId, manifestId],
  );
  return rows[0];
}
