import type { Caller } from './access.store.js';
import { AMENDABLE, type AmendableRow, accessColumns } from './amendable-row.js';
import { CopyLines, copyField } from './copy-lines.js';
import type { PoolClient } from './database.js';

/** A consignment of a mended file, as it came. */
export interface CorrectionRow {
  index: number;
  houseWaybill: string | null;
  orderNumber: string | null;
  /** Of a faulty one: its findings as JSON. */
  findings: string | null;
  body: string;
  source: string | null;
}

const COLUMNS = ['index', 'house_waybill', 'order_number', 'findings', 'body', 'source'];

/** The consignments of a mended file, put by while it arrives: nobody waits for its sender. They are gone with the transaction. */
export class CorrectionUpload {
  #copy: CopyLines | undefined;

  private constructor(private readonly client: PoolClient) {}

  static async begin(client: PoolClient): Promise<CorrectionUpload> {
    await client.query(
      'CREATE TEMP TABLE correction (index int PRIMARY KEY, house_waybill text, order_number text, findings text, body text, source text) ON COMMIT DROP',
    );
    const upload = new CorrectionUpload(client);
    upload.#copy = new CopyLines(client, 'correction', COLUMNS);
    return upload;
  }

  /** Adds a consignment; wait for the promise, if there is one. */
  add(row: CorrectionRow): Promise<void> | undefined {
    const { index, houseWaybill, orderNumber, findings, body, source } = row;
    return this.#copy?.write(
      [index, houseWaybill, orderNumber, findings, body, source].map((field) => copyField(field ?? undefined)).join('\t'),
    );
  }

  async loaded(): Promise<void> {
    await this.#copy?.end();
    this.#copy = undefined;
  }

  async abort(): Promise<void> {
    await this.#copy?.abort();
  }

  /** The next consignments behind a place, in the order of the file. */
  async next(after: number, limit: number): Promise<CorrectionRow[]> {
    const { rows } = await this.client.query<CorrectionRow>(
      `SELECT index, house_waybill AS "houseWaybill", order_number AS "orderNumber", findings, body, source FROM correction
       WHERE index > $1 ORDER BY index LIMIT $2`,
      [after, limit],
    );
    return rows;
  }
}

/** That the number of a row of `consignment c` is missing or at fault. */
const NUMBER_AT_FAULT = `c.held AND c.problems IS NOT NULL AND (c.house_waybill IS NULL OR EXISTS (
  SELECT 1 FROM json_array_elements(c.problems) q
  WHERE q ->> 'pointer' = '/consignments/' || c.sequence || '/houseWaybill' AND coalesce(q ->> 'severity', 'error') = 'error'))`;

/**
 * Rows of a manifest that corrections may be of, locked: those in the places named, those of the house waybills, and those whose own
 * number is at fault and that share an order number or the first row of the file.
 */
export async function correctableRows(
  client: PoolClient,
  caller: Caller,
  manifestKey: number,
  corrections: readonly CorrectionRow[],
  { firstRows, sequences }: { firstRows: readonly number[]; sequences: readonly number[] },
): Promise<AmendableRow[]> {
  const { columns, values } = accessColumns(caller, 6);
  const { rows } = await client.query<AmendableRow>(
    `SELECT ${AMENDABLE}, ${columns} FROM consignment c JOIN manifest m ON m.id = c.manifest_key JOIN flight f ON f.id = m.flight_id
     WHERE c.manifest_key = $1 AND (c.sequence = ANY($5) OR c.house_waybill = ANY($2)
       OR (c.order_number = ANY($3) OR c.source LIKE ANY($4)) AND ${NUMBER_AT_FAULT})
     ORDER BY c.sequence FOR UPDATE OF c`,
    [
      manifestKey,
      corrections.map(({ houseWaybill }) => houseWaybill),
      corrections.map(({ orderNumber }) => orderNumber),
      firstRows.map((row) => `{"rows":[[${row},%`),
      [...sequences],
      ...values,
    ],
  );
  return rows;
}

/** Whether a manifest still is the current revision of its name. */
export async function isCurrent(client: PoolClient, manifestKey: number): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM manifest WHERE id = $1 AND current', [manifestKey]);
  return rowCount === 1;
}
