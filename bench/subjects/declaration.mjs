// A declaration of so many consignments of invented people, as the product composes it from its rows.
import { readFileSync } from 'node:fs';
import { ExchangeRates } from '../../dist/domain/exchange-rates.js';
import { composeDeclaration } from '../../dist/publish/compose.js';
import { consignments as consignmentsOf, manifestHead } from '../../scripts/make-sample.mjs';

const sample = (file) => JSON.parse(readFileSync(new URL(`../../samples/${file}`, import.meta.url), 'utf8'));

/** No firm among so many consignees: a ПТДЭГ is of people. */
const NO_FIRMS = 1e9;

const { flight } = manifestHead({ date: '2026-11-22', number: '8101' });
const settings = sample('destinations.json').SVO;

const context = {
  flightId: '4B8101-20261122-HGH',
  flight,
  createdAt: '2026-11-22T12:15:00+03:00',
  album: '5.27.0',
  rates: new ExchangeRates('2026-11-22', sample('exchange-rates.json').rates),
  settingsOf: () => settings,
};

/** Consignments of people, the same for the same seed. */
export function peoplesConsignments(count, seed = 7) {
  const drawn = consignmentsOf(count, { seed, number: '8101', companies: NO_FIRMS, first: 900_000_000 + seed * 1_000_000 });
  return Array.from(drawn, asStored);
}

/**
 * As it comes out of the database, for all sides alike: each parsed by itself, with texts and objects of its own, and one shape for the
 * same members. As drawn, consignments share texts and have shapes by the order in which they were put together, as no stored row has.
 */
const asStored = (consignment) => JSON.parse(JSON.stringify(consignment));

/** A ПТДЭГ of so many house waybills. */
export function sampleDeclaration(houses, seed = 7) {
  let firstGoodsNumeric = 1;
  const rows = peoplesConsignments(houses, seed).map((consignment, index) => {
    const row = { consignment, ordinal: index + 1, firstGoodsNumeric };
    firstGoodsNumeric += consignment.goods.length;
    return row;
  });
  return composeDeclaration(context, { slot: `SVO-1-P${seed}`, kind: 'ptdeg', destination: 'SVO' }, '210-10020032', rows, 'bench');
}
