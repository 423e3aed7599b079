import type { Consignment } from '../domain/consignment.js';
import type { ConsignmentFigures } from '../domain/consignment-facts.js';
import type { ManifestHead } from '../domain/manifest.js';
import { type Finding, isHolding } from '../domain/problem.js';
import { lineValuesText, problemsText } from './consignment-columns.js';
import { CopyLines, copyBytes, copyField } from './copy-lines.js';
import type { PoolClient } from './database.js';

/** A well-formed consignment as it is stored: what was sent, and the figures that columns hold. */
export interface ConsignmentRow extends ConsignmentFigures {
  sequence: number;
  consignment: Consignment;
  /** JSON text; bytes if it holds nothing that COPY would have escaped. */
  body: string | Uint8Array;
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
  'source',
  // Last, so that bytes of it follow the line.
  'body',
];

/** The rows of a manifest on its way in, within one transaction: nothing of them is visible until that commits. */
export class ManifestUpload {
  #copy: CopyLines | undefined;

  private constructor(
    readonly client: PoolClient,
    readonly key: number,
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
    return this.#write(
      row.body,
      `${this.key}\t${row.sequence}\t${copyField(c.houseWaybill)}\t${copyField(c.orderNumber)}\t${copyField(c.bag)}\t${copyField(c.destination)}\t${
        c.consignee.kind
      }\t${c.pieces}\t${row.grossWeightG}\t${row.volumeCm3}\t${lineValuesText(row.lineValues)}\t${consigneeKey}\t${copyField(documentKey)}\t${copyField(
        reportedKopecks,
      )}\t${findings.some(isHolding) ? 't' : 'f'}\t${problems}\t${copyBytes(row.contentHash)}\t${copyField(row.source)}\t`,
    );
  }

  addHeld(row: HeldRow): Promise<void> | undefined {
    const none = '\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N';
    return this.#write(
      row.body,
      `${this.key}\t${row.sequence}\t${copyField(row.houseWaybill)}\t${copyField(row.orderNumber)}\t${none}\tt\t${copyField(problemsText(row.findings))}\t${copyBytes(row.contentHash)}\t${copyField(row.source)}\t`,
    );
  }

  #write(body: string | Uint8Array, before: string): Promise<void> | undefined {
    return typeof body === 'string' ? this.#copy?.write(before + copyField(body)) : this.#copy?.write(before, body);
  }

  /** Ends the bulk load; what follows are statements over its rows. */
  async loaded(): Promise<void> {
    await this.#copy?.end();
    this.#copy = undefined;
  }

  async abort(): Promise<void> {
    await this.#copy?.abort();
  }

  /** Holds rows for the reasons given. */
  async hold(problems: readonly { sequence: number; findings: readonly Finding[] }[]): Promise<void> {
    if (problems.length === 0) return;
    await this.client.query(
      `UPDATE consignment c SET held = true, problems = (coalesce(c.problems::jsonb, '[]') || p.added)::json
       FROM (SELECT * FROM unnest($2::int[], $3::jsonb[]) AS p(sequence, added)) p
       WHERE c.manifest_key = $1 AND c.sequence = p.sequence`,
      [this.key, problems.map(({ sequence }) => sequence), problems.map(({ findings }) => problemsText(findings))],
    );
  }

  /** How many rows are held, and how many have findings that do not hold them. */
  async judged(): Promise<{ held: number; warnings: number }> {
    const { rows } = await this.client.query<{ held: number; warnings: number }>(
      `SELECT count(*) FILTER (WHERE held) AS held, count(*) FILTER (WHERE NOT held) AS warnings
       FROM consignment WHERE manifest_key = $1 AND problems IS NOT NULL`,
      [this.key],
    );
    return rows[0];
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
}
