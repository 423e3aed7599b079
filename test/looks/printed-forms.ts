import { composeSubject } from '../../src/cli/compose-subject.js';
import { addressLabel } from '../../src/documents/labels/address-label.js';
import { bagLabel } from '../../src/documents/labels/bag-label.js';
import type { Label } from '../../src/documents/labels/label.js';
import { labelsOnA4, type SheetOf, singleLabel } from '../../src/documents/labels/sheet.js';
import type { Consolidation, Declaration } from '../../src/documents/subjects.js';
import { loadAssets } from '../../src/publish/assets.js';
import { mergedPdf } from '../../src/publish/on-demand/house-waybills/made-waybills.js';
import { labelPdf } from '../../src/publish/on-demand/labels/label-stream.js';
import type { RenderedFlight } from '../fixtures/flights.js';

/** A PDF as people print it: of a document type, or made on demand. */
export interface PrintedForm {
  form: string;
  name: string;
  bytes: Uint8Array;
}

const CREATED_AT = '2026-11-22T12:00:00+03:00';
const assets = loadAssets();

/** Every PDF of a flight: those of the registry, and of what is made on demand one file of each form. */
export async function printedForms(flight: RenderedFlight): Promise<PrintedForm[]> {
  const { planned, documents } = flight;
  const stored = documents
    .filter(({ format }) => format === 'pdf')
    .map(({ type, fileName, bytes }) => ({ form: type, name: fileName, bytes }));
  const declarations = planned.declarations.map((_, index) => composeSubject.declaration(planned, index, ''));
  const bags = planned.waybills.flatMap((_, index) => bagsOf(composeSubject.consolidation(planned, index, '')));
  const addresses = declarations.flatMap(({ houses }) => houses.map(({ consignment }) => addressLabel(consignment, assets)));
  const { flightId } = planned.context;
  return [
    ...stored,
    { form: 'house-waybill', name: 'house waybills', bytes: await whole(waybills(declarations, flightId)) },
    { form: 'bag-label', name: 'bag labels', bytes: await whole(labels('Bag labels', bags, singleLabel)) },
    { form: 'bag-label', name: 'bag labels on A4', bytes: await whole(labels('Bag labels', bags, labelsOnA4)) },
    { form: 'address-label', name: 'address labels', bytes: await whole(labels('Address labels', addresses, singleLabel)) },
  ];
}

const waybills = (declarations: readonly Declaration[], flightId: string) =>
  mergedPdf(each(declarations), { title: `House waybills ${flightId}`, flightId, createdAt: CREATED_AT }, assets);

const labels = (title: string, all: readonly Label[], sheetOf: SheetOf) =>
  labelPdf(each(all), { title, createdAt: CREATED_AT, language: 'en' }, sheetOf);

/** A label for each of the airline's houses, as if it flew in one bag. */
function bagsOf({ waybill, flight: { carrier, origin }, airlineHouses }: Consolidation): Label[] {
  const { number, destination, pieces } = waybill;
  return airlineHouses.map(({ number: house, grossWeightG, houseWaybills: [bag] }, i) =>
    bagLabel({ carrier, waybill: number, origin, destination, piece: i + 1, pieces, grossWeightG, house, bag }, assets),
  );
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function whole(blocks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const block of blocks) parts.push(block);
  return Buffer.concat(parts);
}
