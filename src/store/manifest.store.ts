import type { Consignment } from '../domain/consignment.js';
import type { ConsignmentFigures } from '../domain/consignment-facts.js';
import { type Flight, flightId } from '../domain/flight.js';
import type { ManifestHead } from '../domain/manifest.js';
import { DomainError, type Finding, isHolding } from '../domain/problem.js';
import { type Caller, mayReport, mayRevise } from './access.store.js';
import { lineValuesText, problemsText } from './consignment-columns.js';
import { CopyLines, copyBytes, copyField } from './copy-lines.js';
import type { Database, PoolClient } from './database.js';

/** A well-formed consignment as it is stored: what was sent, and the figures that columns hold. */
export interface ConsignmentRow extends ConsignmentFigures {
  sequence: number;
  consignment: Consignment;
  body: string;
  /** SHA-256 of `body` in hex. */
  contentHash: string;
  /** What was found, none of it an error; a hold keeps it out of every document until a person has looked. */
  findings: readonly Finding[];
  source: string | undefined;
}

/** A faulty consignment, kept as sent until it is mended or replaced. */
export interface HeldRow {
  sequence: number;
  houseWaybill: string | undefined;
  orderNumber: string | undefined;
  body: string;
  contentHash: string;
  findings: readonly Finding[];
  source: string | undefined;
}

/** One value that occurs twice: the later place, the first place, the member. */
export interface Duplicate {
  sequence: number;
  firstSequence: number;
  member: 'houseWaybill' | 'orderNumber';
}

export interface StoredManifest {
  manifestId: string;
  revision: number;
  flight: string;
  status: string;
  consignments: number;
  held: number;
}

interface EarlierManifest extends StoredManifest {
  contentHash: Buffer;
  organisationId: string;
}

const COLUMNS = [
  'manifest_key',
  'sequence',
  'house_waybill',
  'order_number',
  'bag',
  'destination',
  'consignee_kind',
  'pieces',
  'gross_weight_g',
  'volume_cm3',
  'line_values',
  'consignee_key',
  'document_key',
  'reported_kopecks',
  'held',
  'problems',
  'content_hash',
  'body',
  'source',
];

const DUPLICATES_NAMED = 1_000;

/** Every row of a manifest with the first row that has the same number, by member. */
const PLACES = `
  SELECT sequence, min(sequence) OVER (PARTITION BY house_waybill) AS first, 'houseWaybill' AS member
  FROM consignment WHERE manifest_key = $1 AND house_waybill IS NOT NULL
  UNION ALL
  SELECT sequence, min(sequence) OVER (PARTITION BY order_number), 'orderNumber'
  FROM consignment WHERE manifest_key = $1 AND order_number IS NOT NULL`;

const APPEND_PROBLEMS = "UPDATE consignment c SET held = true, problems = (coalesce(c.problems::jsonb, '[]') || p.added)::json FROM";

/** A manifest on its way in, within one transaction: nothing of it is visible until that commits. */
export class ManifestUpload {
  #copy: CopyLines | undefined;

  private constructor(
    private readonly client: PoolClient,
    private readonly key: number,
  ) {}

  static async begin(client: PoolClient): Promise<ManifestUpload> {
    const { rows } = await client.query<{ key: number }>("SELECT nextval(pg_get_serial_sequence('manifest', 'id')) AS key");
    const upload = new ManifestUpload(client, rows[0].key);
    upload.#copy = new CopyLines(client, 'consignment', COLUMNS);
    return upload;
  }

  /** Adds a consignment; wait for the promise, if there is one. COPY, because there may be a hundred thousand. */
  add(row: ConsignmentRow): Promise<void> | undefined {
    const { consignment: c } = row;
    const { consigneeKey, documentKey, reportedKopecks, findings } = row;
    const problems = findings.length === 0 ? '\\N' : copyField(problemsText(findings));
    return this.#copy?.write(
      `${this.key}\t${row.sequence}\t${copyField(c.houseWaybill)}\t${copyField(c.orderNumber)}\t${copyField(c.bag)}\t${copyField(c.destination)}\t${
        c.consignee.kind
      }\t${c.pieces}\t${row.grossWeightG}\t${row.volumeCm3}\t${lineValuesText(row.lineValues)}\t${consigneeKey}\t${copyField(documentKey)}\t${copyField(
        reportedKopecks,
      )}\t${findings.some(isHolding) ? 't' : 'f'}\t${problems}\t${copyBytes(row.contentHash)}\t${copyField(row.body)}\t${copyField(row.source)}`,
    );
  }

  addHeld(row: HeldRow): Promise<void> | undefined {
    const none = '\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N';
    return this.#copy?.write(
      `${this.key}\t${row.sequence}\t${copyField(row.houseWaybill)}\t${copyField(row.orderNumber)}\t${none}\tt\t${copyField(problemsText(row.findings))}\t${copyBytes(row.contentHash)}\t${copyField(row.body)}\t${copyField(row.source)}`,
    );
  }

  /** Ends the bulk load; what follows are statements over its rows. */
  async loaded(): Promise<void> {
    await this.#copy?.end();
    this.#copy = undefined;
  }

  async abort(): Promise<void> {
    await this.#copy?.abort();
  }

  /** House waybills and order numbers that occur twice, by the later place; the first thousand and the exact count. */
  async duplicates(): Promise<{ list: Duplicate[]; count: number }> {
    const { rows } = await this.client.query<{ sequence: number; first: number; member: Duplicate['member']; count: number }>(
      `SELECT sequence, first, member, count(*) OVER () AS count FROM (${PLACES}) places WHERE sequence <> first ORDER BY sequence, member LIMIT ${DUPLICATES_NAMED}`,
      [this.key],
    );
    return { list: rows.map(({ sequence, first, member }) => ({ sequence, firstSequence: first, member })), count: rows[0]?.count ?? 0 };
  }

  /** Places of house waybills that another current manifest of the same flight holds already. */
  async onFlightAlready(flight: string, manifestId: string): Promise<number[]> {
    const { rows } = await this.client.query<{ sequence: number }>(
      `SELECT c.sequence FROM consignment c
       WHERE c.manifest_key = $1 AND EXISTS (
         SELECT 1 FROM consignment e JOIN manifest m ON m.id = e.manifest_key
         WHERE e.house_waybill = c.house_waybill AND m.flight_id = $2 AND m.current AND m.manifest_id <> $3)
       ORDER BY c.sequence LIMIT ${DUPLICATES_NAMED}`,
      [this.key, flight, manifestId],
    );
    return rows.map(({ sequence }) => sequence);
  }

  /** Holds the later one of every two rows that share a house waybill or an order number; set-based, however many there are. */
  async holdDuplicates(): Promise<void> {
    await this.client.query(
      `${APPEND_PROBLEMS} (
         SELECT sequence, jsonb_agg(jsonb_build_object('pointer', '/consignments/' || sequence || '/' || member, 'code', 'duplicate',
           'detail', 'Same value as {0}',
           'values', jsonb_build_array('/consignments/' || first || '/' || member))) AS added
         FROM (${PLACES}) places WHERE sequence <> first GROUP BY sequence
       ) p WHERE c.manifest_key = $1 AND c.sequence = p.sequence`,
      [this.key],
    );
  }

  /** Holds rows for the reasons given. */
  async hold(problems: readonly { sequence: number; findings: readonly Finding[] }[]): Promise<void> {
    if (problems.length === 0) return;
    await this.client.query(
      `${APPEND_PROBLEMS} (SELECT * FROM unnest($2::int[], $3::jsonb[]) AS p(sequence, added)) p
       WHERE c.manifest_key = $1 AND c.sequence = p.sequence`,
      [this.key, problems.map(({ sequence }) => sequence), problems.map(({ findings }) => problemsText(findings))],
    );
  }

  async heldCount(): Promise<number> {
    const { rows } = await this.client.query<{ held: number }>(
      'SELECT count(*) AS held FROM consignment WHERE manifest_key = $1 AND held',
      [this.key],
    );
    return rows[0].held;
  }

  /**
   * SHA-256 over the canonical form: the head, then the consignments' own hashes by house waybill. Computed where the rows
   * are, so that no list of them is held here.
   */
  async contentHash(head: ManifestHead): Promise<Buffer> {
    const { rows } = await this.client.query<{ hash: Buffer }>(
      `SELECT sha256(convert_to($2, 'UTF8') || coalesce(string_agg(content_hash, ''::bytea ORDER BY house_waybill COLLATE "C", sequence), ''::bytea)) AS hash
       FROM consignment WHERE manifest_key = $1`,
      [this.key, JSON.stringify(head)],
    );
    return rows[0].hash;
  }

  /** The flight's row, made or raised to its next revision; it stays locked until the transaction ends. */
  async reviseFlight(caller: Caller, flight: Flight): Promise<string> {
    const { rows } = await this.client.query<{ id: string }>(
      `INSERT INTO flight (id, tenant_id, code, carrier, number, date, origin, destination, departs_at, arrives_at, aircraft, revision)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)
       ON CONFLICT (tenant_id, code) DO UPDATE SET revision = flight.revision + 1, status = 'open', destination = EXCLUDED.destination,
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

  /**
   * Puts the manifest in the place of its earlier revision. Its rows count from now on.
   *
   * Errors: `revision-conflict` if this revision is there with other content, or a higher one is; `forbidden` for a flight that
   * the caller does not represent, and for the manifest of another sender.
   * Returns the manifest as it is stored; `repeated` if this very revision was stored before, then nothing has changed.
   */
  async accept(
    caller: Caller,
    head: ManifestHead,
    rows: { consignments: number; held: number },
  ): Promise<StoredManifest & { repeated: boolean; flightKey?: string }> {
    if (!mayReport(caller, head.flight.destination)) throw new DomainError('forbidden', 'The flight is not one that this key represents');
    const hash = await this.contentHash(head);
    await this.client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${caller.tenantId}/${head.manifestId}`]);
    const earlier = await this.#latest(caller.tenantId, head.manifestId);
    if (earlier !== undefined && !mayRevise(caller, earlier.organisationId)) {
      throw new DomainError('forbidden', 'Another organisation sends a manifest of this name');
    }
    if (earlier !== undefined && head.revision <= earlier.revision) {
      if (head.revision < earlier.revision || !hash.equals(earlier.contentHash)) throw new DomainError('revision-conflict');
      const { contentHash: _, organisationId: __, ...stored } = earlier;
      return { ...stored, repeated: true };
    }
    if (earlier !== undefined && earlier.flight !== flightId(head.flight)) {
      throw new DomainError('validation-failed', undefined, {
        findings: [{ pointer: '/flight', code: 'mismatch', detail: 'An earlier revision of this manifest names another flight' }],
      });
    }
    await this.#holdDestination(caller.tenantId, head);
    const flightKey = await this.reviseFlight(caller, head.flight);
    const status = rows.held === 0 ? 'accepted' : 'accepted-with-holds';
    await this.client.query('UPDATE manifest SET current = false WHERE tenant_id = $1 AND manifest_id = $2 AND current', [
      caller.tenantId,
      head.manifestId,
    ]);
    await this.client.query(
      `INSERT INTO manifest (id, tenant_id, flight_id, organisation_id, manifest_id, revision, channel, current, status, consignments, held, content_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, true, $8, $9, $10, $11)`,
      [
        this.key,
        caller.tenantId,
        flightKey,
        // It stays its sender's, whoever corrects it.
        earlier?.organisationId ?? caller.organisationId,
        head.manifestId,
        head.revision,
        head.channel,
        status,
        rows.consignments,
        rows.held,
        hash,
      ],
    );
    return {
      manifestId: head.manifestId,
      revision: head.revision,
      flight: flightId(head.flight),
      status,
      ...rows,
      repeated: false,
      flightKey,
    };
  }

  /** Corrects the manifest's count of held rows and brings the flight's counts up to date. */
  async settle(flightKey: string, held: number): Promise<void> {
    await this.client.query(
      `UPDATE manifest SET held = $2, status = CASE WHEN $2 = 0 THEN 'accepted' ELSE 'accepted-with-holds' END WHERE id = $1`,
      [this.key, held],
    );
    await this.client.query(
      `UPDATE flight SET (consignments, held) = (SELECT sum(consignments), sum(held) FROM manifest WHERE flight_id = $1 AND current) WHERE id = $1`,
      [flightKey],
    );
  }

  /** Manifests of one flight must agree where it flies. Errors: `validation-failed` with `mismatch`. */
  async #holdDestination(tenantId: string, { manifestId, flight }: ManifestHead): Promise<void> {
    const { rowCount } = await this.client.query(
      `SELECT 1 FROM flight f JOIN manifest m ON m.flight_id = f.id AND m.current
       WHERE f.tenant_id = $1 AND f.code = $2 AND f.destination <> $3 AND m.manifest_id <> $4 LIMIT 1`,
      [tenantId, flightId(flight), flight.destination, manifestId],
    );
    if (rowCount === 0) return;
    throw new DomainError('validation-failed', undefined, {
      findings: [{ pointer: '/flight/destination', code: 'mismatch', detail: 'Another manifest of this flight names another destination' }],
    });
  }

  async #latest(tenantId: string, manifestId: string): Promise<EarlierManifest | undefined> {
    const { rows } = await this.client.query<EarlierManifest>(
      `SELECT m.manifest_id AS "manifestId", m.revision, f.code AS flight, m.status, m.consignments, m.held, m.content_hash AS "contentHash",
         m.organisation_id AS "organisationId"
       FROM manifest m JOIN flight f ON f.id = m.flight_id
       WHERE m.tenant_id = $1 AND m.manifest_id = $2 ORDER BY m.revision DESC LIMIT 1`,
      [tenantId, manifestId],
    );
    return rows[0];
  }
}

/** Manifests that have been accepted. */
export class ManifestStore {
  constructor(private readonly database: Database) {}

  /** Receives one manifest in one transaction; `work` decides, by returning or throwing, whether it stays. */
  receive<T>(work: (upload: ManifestUpload, client: PoolClient) => Promise<T>): Promise<T> {
    return this.database.transaction(async (client) => {
      const upload = await ManifestUpload.begin(client);
      try {
        return await work(upload, client);
      } catch (error) {
        await upload.abort();
        throw error;
      }
    });
  }
}
