import { createHash } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import { Archive } from '../../src/archive/archive.js';
import type { Consignment } from '../../src/domain/consignment.js';
import { waybillNumber } from '../../src/domain/waybill.js';
import { sampleSettings } from '../fixtures/declaration.js';
import type { TestService } from './service.js';

export const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The text of the sample declaration: long enough for ranges, and not of one character. */
export const declarationText = `<?xml version="1.0"?>${Array.from({ length: 500 }, (_, n) => `<house n="${n}">Чехол</house>`).join('')}`;
export const waybillText = '%PDF-1.7 a master waybill';

interface Parties {
  tenantId: string;
  /** Who sent which house waybills; each gets a manifest. */
  senders: { organisationId: string; manifestId: string; houseWaybills: string[] }[];
}

export interface SampleFlight {
  id: string;
  code: string;
  declarationXml: string;
  waybillPdf: string;
}

let serial = 1_000_000;

/**
 * A flight of two senders whose set is published: one master waybill, one declaration with every consignment but the last, which
 * is held. Rows only, as the stages leave them.
 */
export async function addPublishedFlight(service: TestService, date: string, { tenantId, senders }: Parties): Promise<SampleFlight> {
  const { database } = service;
  const code = `4B8101-${date.replaceAll('-', '')}-HGH`;
  const [flight] = await database.rows<{ id: string }>(
    `INSERT INTO flight (id, tenant_id, code, carrier, number, date, origin, destination, status, revision, published_revision, consignments, held)
     VALUES (gen_random_uuid(), $1, $2, '4B', '8101', $3, 'HGH', 'SVO', 'ready', 2, 2, 0, 1) RETURNING id`,
    [tenantId, code, date],
  );
  const rates = [
    { currency: 'EUR', nominal: 1, rate: '100.0000' },
    { currency: 'CNY', nominal: 1, rate: '11.0000' },
  ];
  const context = { album: '5.27.0', rates: { date, rates }, destinations: { SVO: sampleSettings } };
  const [run] = await database.rows<{ id: number }>(
    `INSERT INTO flight_run (flight_id, revision, state, stage, done, total, context, plan_hash) VALUES ($1, 2, 'completed', 'publish', 2, 2, $2, '\\x00')
     RETURNING id`,
    [flight.id, JSON.stringify(context)],
  );
  serial += 1;
  const number = waybillNumber('210', serial);
  await database.rows(
    `INSERT INTO master_waybill (run_id, index, slot, number, destination, pieces, consignments, consignment_pieces, gross_weight_g, volume_cm3, chargeable_half_kg)
     VALUES ($1, 0, 'SVO-1', $2, 'SVO', 1, 3, 3, 1296, 0, 3)`,
    [run.id, number],
  );
  await database.rows(
    `INSERT INTO declaration (run_id, index, slot, kind, waybill, house_waybills, goods_items, gross_weight_g, value_kopecks, duty_kopecks)
     VALUES ($1, 0, 'SVO-1-P1', 'ptdeg', 0, 3, 3, 1296, 120000, 1500)`,
    [run.id],
  );
  await addConsignments(service, flight.id, run.id, tenantId, senders);
  return {
    id: flight.id,
    code,
    declarationXml: await addDocument(
      service,
      {
        flightId: flight.id,
        runId: run.id,
        tenantId,
        type: 'express-declaration',
        format: 'xml',
        subject: `${code}-SVO-1-P1`,
        audience: 'customs',
      },
      declarationText,
    ),
    waybillPdf: await addDocument(
      service,
      { flightId: flight.id, runId: run.id, tenantId, type: 'master-waybill', format: 'pdf', subject: number, audience: 'carriage' },
      waybillText,
    ),
  };
}

async function addConsignments(
  { database }: TestService,
  flightId: string,
  runId: number,
  tenantId: string,
  senders: Parties['senders'],
): Promise<void> {
  const all = senders.flatMap(({ houseWaybills }) => houseWaybills);
  let ordinal = 0;
  for (const { organisationId, manifestId, houseWaybills } of senders) {
    const [manifest] = await database.rows<{ id: number }>(
      `INSERT INTO manifest (tenant_id, flight_id, organisation_id, manifest_id, revision, channel, current, status, consignments, held, content_hash)
       VALUES ($1, $2, $3, $4, 1, 'express', true, 'accepted', $5, 0, '\\xab') RETURNING id`,
      [tenantId, flightId, organisationId, manifestId, houseWaybills.length],
    );
    for (const [sequence, houseWaybill] of houseWaybills.entries()) {
      const isHeld = houseWaybill === all.at(-1);
      const problem = { pointer: `/consignments/${sequence}/consignee/inn`, code: 'inn_checksum', detail: 'INN check digits do not match' };
      await database.rows(
        `INSERT INTO consignment (manifest_key, sequence, house_waybill, order_number, bag, consignee_kind, pieces, gross_weight_g, volume_cm3, line_values, held,
           problems, content_hash, body)
         VALUES ($1, $2, $3, 'ORDER-' || $3, 'BAG1', 'individual', 1, 432, 0, 'CNY 3500,EUR 100', $4, $5, '\\x00', $6)`,
        [manifest.id, sequence, houseWaybill, isHeld, isHeld ? JSON.stringify([problem]) : null, JSON.stringify(bodyOf(houseWaybill))],
      );
      if (!isHeld) {
        ordinal += 1;
        await database.rows(
          `INSERT INTO placement (run_id, declaration, ordinal, first_goods_numeric, manifest_key, sequence, value_kopecks, value_eur, duty_kopecks, duty_basis)
           VALUES ($1, 0, $2, $2, $3, $4, 40000, 400, 500, 'value')`,
          [runId, ordinal, manifest.id, sequence],
        );
      }
    }
  }
  await database.rows('UPDATE flight SET consignments = $2 WHERE id = $1', [flightId, all.length]);
}

/** A consignment as it was sent: 0.432 kg in one package. */
function bodyOf(houseWaybill: string): Consignment {
  return {
    houseWaybill,
    bag: 'BAG1',
    pieces: 1,
    grossWeightKg: '0.432',
    consignor: { name: 'HANGZHOU SAMPLE TRADING CO., LTD', country: 'CN', city: 'HANGZHOU' },
    consignee: {
      kind: 'individual',
      lastName: 'Секретова',
      firstName: 'Анна',
      phone: '+79160000000',
      address: { country: 'RU', postcode: '101000', city: 'Москва', street: 'ул. Примерная', house: '10', apartment: '5' },
    },
    orderNumber: `ORDER-${houseWaybill}`,
    goods: [
      {
        description: 'Чехол для телефона',
        commodityCode: '3926909709',
        quantity: '1',
        unit: '796',
        grossWeightKg: '0.332',
        value: { amount: '35.00', currency: 'CNY' },
      },
      {
        description: 'Кабель',
        commodityCode: '8544429009',
        quantity: '1',
        unit: '796',
        grossWeightKg: '0.100',
        value: { amount: '1.00', currency: 'EUR' },
      },
    ],
  };
}

interface DocumentNames {
  flightId: string;
  runId: number;
  tenantId: string;
  type: string;
  format: string;
  subject: string;
  audience: string;
}

async function addDocument({ app, database }: TestService, d: DocumentNames, text: string): Promise<string> {
  const bytes = Buffer.from(text);
  const encoding = d.format === 'pdf' ? 'identity' : 'deflate';
  const stored = encoding === 'deflate' ? deflateRawSync(bytes) : bytes;
  await app.get(Archive, { strict: false }).put(sha256(stored), stored);
  const [{ id }] = await database.rows<{ id: string }>(
    `INSERT INTO document (id, tenant_id, flight_id, run_id, revision, type, format, subject, audience, destination, file_name, media_type, size, sha256, crc32,
       encoding, object_key, object_size, fingerprint, status)
     VALUES (gen_random_uuid(), $1, $2, $3, 2, $4, $5, $6, $7, 'SVO', $8, $9, $10, decode($11, 'hex'), $12, $13, $14, $15, '\\x00', 'published') RETURNING id`,
    [
      d.tenantId,
      d.flightId,
      d.runId,
      d.type,
      d.format,
      d.subject,
      d.audience,
      `${d.type}-${d.subject}.${d.format}`,
      `application/${d.format}`,
      bytes.length,
      sha256(bytes),
      crc32(bytes),
      encoding,
      sha256(stored),
      stored.length,
    ],
  );
  return id;
}
