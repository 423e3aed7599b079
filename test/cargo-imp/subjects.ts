import type { Consolidation, MasterWaybill, WholeFlight } from '../../src/documents/subjects.js';
import type { AirlineHouse } from '../../src/domain/airline-house.js';
import { uuidOf } from '../../src/domain/ids.js';
import { grams } from '../../src/domain/units.js';
import { waybillNumber } from '../../src/domain/waybill.js';
import { sampleDeclaration, sampleFlight } from '../fixtures/declaration.js';
import { sampleWaybill } from '../fixtures/subjects.js';

/** So many houses of one, two or three consignments, in turn. */
export function consolidationOfHouses(count: number): Consolidation {
  const sizes = Array.from({ length: count }, (_, index) => 1 + (index % 3));
  const { houses, ...subject } = sampleDeclaration(sum(sizes));
  let from = 0;
  const airlineHouses = sizes.map((size, index): AirlineHouse => {
    const own = houses.slice(from, from + size).map(({ consignment }) => consignment);
    from += size;
    return {
      number: `4B81011XW${String(index).padStart(3, '0')}`,
      consignor: own[0].consignor,
      pieces: 1 + (index % 2),
      consignments: size,
      grossWeightG: sum(own.map(({ grossWeightKg }) => grams(grossWeightKg))),
      volumeCm3: 2_304 * size,
      houseWaybills: own.map(({ houseWaybill }) => houseWaybill),
    };
  });
  const waybill: MasterWaybill = {
    ...sampleWaybill,
    pieces: sum(airlineHouses.map(({ pieces }) => pieces)),
    consignments: houses.length,
    grossWeightG: sum(airlineHouses.map(({ grossWeightG }) => grossWeightG)),
    volumeCm3: sum(airlineHouses.map(({ volumeCm3 }) => volumeCm3)),
  };
  return { ...subject, waybill, airlineHouses, houses };
}

/** Master waybills by airport: `{ SVO: 2, SVX: 1 }`. */
export function flightOf(waybills: Record<string, number>): WholeFlight {
  const { flightId, flight, createdAt, album, settings } = sampleWaybill;
  let serial = 1_002_003;
  const legs = Object.entries(waybills).map(([destination, count]) => ({
    destination,
    settings,
    waybills: Array.from({ length: count }, (_, index): MasterWaybill => {
      serial += 1;
      const number = waybillNumber('210', serial);
      return {
        ...sampleWaybill,
        number,
        destination,
        pieces: 10 + index,
        grossWeightG: 100_000 + 37 * index,
        volumeCm3: 600_000 + 10_000 * index,
      };
    }),
  }));
  return {
    flightId,
    flight: { ...flight, destination: sampleFlight.destination },
    createdAt,
    album,
    documentId: uuidOf('flight', flightId),
    legs,
  };
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
