import type { Consignment } from '../domain/consignment.js';
import type { ConsignmentFigures } from '../domain/consignment-facts.js';
import type { ManifestHead } from '../domain/manifest.js';
import { type Finding, isHolding } from '../domain/problem.js';
import { failpoint } from '../failpoints/failpoints.js';
import { lineValuesText, problemsText } from './consignment-columns.js';
import { CopyTuples } from './copy-tuples.js';
import { SharedRows } from './cross-checks/shared-rows.js';
import type { PoolClient } from './database.js';

/** A well-formed consignment as it is stored: what was sent, and the figures that columns hold. */
export interface ConsignmentRow extends ConsignmentFigures {
  sequence: number;
  consignment: Consignment;
  /** JSON text; bytes are UTF-8. */
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
  'body',
];

/** Columns from the bag to the worth, empty of a faulty consignment. */
const OF_GOOD_ONES = COLUMNS.indexOf('held') - COLUMNS.indexOf('bag');

/** What rows may share. */
const HOUSE_WAYBILL = 0;
const ORDER_NUMBER = 1;
const CONSIGNEE = 2;
const DOCUMENT = 3;

/** The rows of a manifest on its way in, within one transaction: nothing of them is visible until that commits. */
export class ManifestUpload {
  #copy: CopyTuples | undefined;
  readonly #shared = new SharedRows();

  private constructor(
    readonly client: PoolClient,
    readonly key: number,
  ) {}

  static async begin(client: PoolClient): Promise<ManifestUpload> {
    const { rows } = await client.query<{ key: number }>("SELECT nextval(pg_get_serial_sequence('manifest', 'id')) AS key");
    const upload = new ManifestUpload(client, rows[0].key);
    upload.#copy = new CopyTuples(client, 'consignment', COLUMNS);
    return upload;
  }

  /** Adds a consignment; wait for the promise, if there is one. COPY, because there may be a hundred thousand. */
  add(row: ConsignmentRow): Promise<void> | undefined {
    const { consignment: c, findings } = row;
    const copy = this.#begin(row.sequence, c);
    this.#shared.add(row.sequence, CONSIGNEE, row.consigneeKey);
    this.#shared.add(row.sequence, DOCUMENT, row.documentKey);
    copy.text(c.bag);
    copy.text(c.destination);
    copy.text(c.consignee.kind);
    copy.integer(c.pieces);
    copy.bigint(row.grossWeightG);
    copy.bigint(row.volumeCm3);
    copy.text(lineValuesText(row.lineValues));
    copy.hex(row.consigneeKey);
    copy.hex(row.documentKey);
    copy.bigint(row.reportedKopecks);
    return finish(copy, row, findings.some(isHolding), findings.length === 0 ? undefined : problemsText(findings));
  }

  addHeld(row: HeldRow): Promise<void> | undefined {
    const copy = this.#begin(row.sequence, row);
    for (let column = 0; column < OF_GOOD_ONES; column += 1) copy.null();
    return finish(copy, row, true, problemsText(row.findings));
  }

  #begin(
    sequence: number,
    { houseWaybill, orderNumber }: Pick<HeldRow, 'houseWaybill'> & { orderNumber?: string | undefined },
  ): CopyTuples {
    const copy = this.#copy;
    if (copy === undefined) throw new RangeError('the bulk load has ended');
    this.#shared.add(sequence, HOUSE_WAYBILL, houseWaybill);
    this.#shared.add(sequence, ORDER_NUMBER, orderNumber);
    copy.begin();
    copy.bigint(this.key);
    copy.integer(sequence);
    copy.text(houseWaybill);
    copy.text(orderNumber);
    return copy;
  }

  /** Ends the bulk load; what follows are statements over its rows. */
  async loaded(): Promise<void> {
    await this.#copy?.end();
    failpoint('intake.after_copy');
    this.#copy = undefined;
  }

  /** Rows that share a number or a person with another: what rules across consignments look at. */
  shared(): number[] {
    return this.#shared.sequences();
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

/** The columns that every row ends with. */
function finish(
  copy: CopyTuples,
  { contentHash, source, body }: Pick<ConsignmentRow, 'contentHash' | 'source' | 'body'>,
  isHeld: boolean,
  problems: string | undefined,
): Promise<void> | undefined {
  copy.boolean(isHeld);
  copy.text(problems);
  copy.hex(contentHash);
  copy.text(source);
  copy.text(body);
  return copy.done();
}
