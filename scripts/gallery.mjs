// `npm run gallery -- [MANIFEST] [--destinations FILE] [--out FOLDER] [--dpi 110]`: the printed forms of a flight as PNG, to be
// looked at; left out, of the first consignments of the sample flight, into .gallery. Of a document type one page: the first of its
// first document; if there are more, also the last of the last one: of declarations the head of a ПТДЭГ and the payments of a ДТЭГ.
// Types come from the registry; what is printed on demand is named here.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { encode } from 'fast-png';
import { composeSubject } from '../dist/cli/compose-subject.js';
import { planFile } from '../dist/cli/plan-file.js';
import { readFlight } from '../dist/cli/read-flight.js';
import { readDestinations, readRates, readTariffs } from '../dist/cli/settings-files.js';
import { addressLabel } from '../dist/documents/labels/address-label.js';
import { bagLabel } from '../dist/documents/labels/bag-label.js';
import { singleLabel } from '../dist/documents/labels/sheet.js';
import { documentTypes } from '../dist/documents/registry.js';
import { loadAssets } from '../dist/publish/assets.js';
import { draftsOf } from '../dist/publish/drafts.js';
import { mergedPdf } from '../dist/publish/on-demand/house-waybills/made-waybills.js';
import { labelPdf } from '../dist/publish/on-demand/labels/label-stream.js';
import { pagePictures } from './page-pictures.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const {
  values: options,
  positionals: [manifest],
} = parseArgs({
  allowPositionals: true,
  options: {
    destinations: { type: 'string' },
    out: { type: 'string', default: join(ROOT, '.gallery') },
    dpi: { type: 'string', default: '110' },
  },
});

const TODAY = '2026-11-22';
const CREATED_AT = `${TODAY}T12:00:00+03:00`;
const STOCK = { prefix: '210', from: 1_002_003, to: 1_012_002 };

/** So few of the sample flight that the last page of a document shows most of it. */
const FEW = 70;

const assets = loadAssets();

async function plannedFlight() {
  const run = { album: '5.27.0', rates: { date: TODAY, rates: readRates() }, destinations: readDestinations(options.destinations) };
  const { head, rows } = await readFlight(manifest ?? join(ROOT, 'samples/manifest.json'), { today: TODAY, requireIdentity: true });
  const shown = manifest === undefined ? rows.slice(0, FEW) : rows;
  const planned = planFile(head.flight, shown, run, { createdAt: CREATED_AT, stock: STOCK, tariffs: await readTariffs() });
  return { run, planned };
}

/** The documents of the registry that are printed: name, bytes and which page to show. */
function* printed({ run, planned }) {
  const { flightId, flight } = planned.context;
  for (const type of documentTypes.filter(({ formats }) => formats.includes('pdf'))) {
    const drafts = draftsOf({ flightId, flight, run }, planned, [type]);
    for (const draft of new Set([...drafts.slice(0, 1), ...drafts.slice(-1)])) {
      const { index, content, subject } = draft;
      const { bytes } = type.render(composeSubject[type.subject](planned, index, content), assets).find(({ format }) => format === 'pdf');
      yield { name: `${type.type}-${subject}`, bytes, pick: (pages) => [draft === drafts[0] ? 1 : pages] };
    }
  }
}

/** What is printed on demand, for the first consignment of the flight that flies in a bag. */
async function* printedOnDemand({ planned }) {
  const declaration = composeSubject.declaration(planned, 0, '');
  const { waybill, airlineHouses } = composeSubject.consolidation(planned, 0, '');
  const printedHouse = declaration.houses.find(({ consignment: { bag } }) => bag !== undefined) ?? declaration.houses[0];
  const { consignment } = printedHouse;
  const [house] = airlineHouses;
  const { carrier, origin } = planned.context.flight;
  const bag = {
    carrier,
    waybill: waybill.number,
    origin,
    destination: waybill.destination,
    piece: 1,
    pieces: waybill.pieces,
    grossWeightG: Math.round(waybill.grossWeightG / waybill.pieces),
    house: house.number,
    bag: consignment.bag ?? consignment.houseWaybill,
  };
  const named = { title: 'House waybills', flightId: planned.context.flightId, createdAt: CREATED_AT };
  const labels = (name, label) => labelPdf(only(label), { title: name, createdAt: CREATED_AT, language: 'ru' }, singleLabel);
  const made = [
    ['house-waybill', mergedPdf(only({ ...declaration, houses: [printedHouse] }), named, assets)],
    ['bag-label', labels('bag-label', bagLabel(bag, assets))],
    ['address-label', labels('address-label', addressLabel(consignment, assets))],
  ];
  for (const [name, blocks] of made) yield { name, bytes: await whole(blocks), pick: () => [1] };
}

async function* only(item) {
  yield item;
}

async function whole(blocks) {
  const parts = [];
  for await (const block of blocks) parts.push(block);
  return Buffer.concat(parts);
}

const flight = await plannedFlight();
mkdirSync(options.out, { recursive: true });
for (const forms of [printed(flight), printedOnDemand(flight)]) {
  for await (const { name, bytes, pick } of forms) {
    for (const { page, pages, ...picture } of await pagePictures(bytes, Number(options.dpi), pick)) {
      const file = join(options.out, `${name}-page-${page}-of-${pages}.png`);
      writeFileSync(file, encode(picture));
      console.log(file);
    }
  }
}
