// What an ordinary stack decides before it writes documents: the product's own pure plan, which costs it next to nothing, so that
// both make the same set of declarations.
import { createReadStream, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { consignmentFacts } from '../../dist/domain/consignment-facts.js';
import { ExchangeRates } from '../../dist/domain/exchange-rates.js';
import { flightId } from '../../dist/domain/flight.js';
import { lineGoods } from '../../dist/domain/line-goods.js';
import { readCsvRows } from '../../dist/files/csv/read-csv.js';
import { readList } from '../../dist/intake/lists/read-list.js';
import { lists } from '../../dist/intake/lists/registry.js';
import { planFlight } from '../../dist/plan/plan-flight.js';
import { rulesOn } from '../../dist/plan/rule-set.js';
import { composeDeclaration } from '../../dist/publish/compose.js';
import { today } from './manifest.mjs';

const samples = new URL('../../samples/', import.meta.url);
const sample = (file) => JSON.parse(readFileSync(new URL(file, samples), 'utf8'));

/** Of a master waybill that has none yet. */
const NO_NUMBER = '210-00000000';

export async function loadTariffs() {
  const { rows } = await readList(lists.tariffs, readCsvRows(createReadStream(fileURLToPath(new URL('lists/tariffs.csv', samples)))));
  return rows;
}

const ratesOfToday = () => new ExchangeRates(today(), sample('exchange-rates.json').rates);

export function planOf(consignments, flight, tariffs) {
  const facts = consignments.map((consignment, sequence) => ({
    ...consignmentFacts(consignment),
    manifestKey: 1,
    sequence,
    houseWaybill: consignment.houseWaybill,
    bag: consignment.bag,
    destination: consignment.destination ?? flight.destination,
    consigneeKind: consignment.consignee.kind,
    pieces: consignment.pieces,
    lineGoods: consignment.consignee.kind === 'company' ? lineGoods(consignment.goods) : undefined,
  }));
  return planFlight({ facts, rates: ratesOfToday(), rules: rulesOn(today()), tariffs });
}

/** Composes declarations of a plan from consignments in their order. */
export function composer(flight, { waybills, declarations, placements }) {
  const destinations = sample('destinations.json');
  const context = {
    flightId: flightId(flight),
    flight,
    createdAt: `${today()}T12:15:00+03:00`,
    album: '5.27.0',
    rates: ratesOfToday(),
    settingsOf: (destination) => destinations[destination],
  };
  const placesOf = Map.groupBy === undefined ? grouped(placements) : Map.groupBy(placements, ({ declaration }) => declaration);
  return (index, consignments) => {
    const { slot, kind, waybill } = declarations[index];
    const rows = placesOf.get(index).map((place, i) => ({ ...place, consignment: consignments[i] }));
    return composeDeclaration(context, { slot, kind, destination: waybills[waybill].destination }, NO_NUMBER, rows, slot);
  };
}

function grouped(placements) {
  const groups = new Map();
  for (const place of placements) {
    if (!groups.has(place.declaration)) groups.set(place.declaration, []);
    groups.get(place.declaration).push(place);
  }
  return groups;
}
