import { grams } from '../../domain/units.js';
import { weightText } from '../cargo-message/weight.js';
import type { MessageFigures, Reading } from '../figures.js';
import type { Consolidation, MasterWaybill, WholeFlight } from '../subjects.js';
import { readFfm } from './reading/read-ffm.js';
import { readFhl } from './reading/read-fhl.js';
import { readFwb } from './reading/read-fwb.js';

/** Grams of a weight as messages round it. */
const written = (grossWeightG: number): number => grams(weightText(grossWeightG));
const sumOf = <T>(all: readonly T[], figure: (each: T) => number): string => String(all.reduce((sum, each) => sum + figure(each), 0));

export function statedWaybill({ number, pieces, grossWeightG, consignments }: MasterWaybill): MessageFigures {
  const weight = String(written(grossWeightG));
  return {
    numbers: [number],
    totals: { pieces: String(pieces), weight, 'rated pieces': String(pieces), 'rated weight': weight, SLAC: String(consignments) },
    sums: {},
    read: (bytes) => {
      const { number, pieces, grossWeightG, rating, slac } = readFwb(bytes);
      const [ratedPieces, ratedWeight] = [texts([rating.pieces]), texts([rating.grossWeightG])];
      const own = { pieces: texts([pieces]), weight: texts([grossWeightG]), SLAC: texts([slac]) };
      return { numbers: [number], texts: { ...own, 'rated pieces': ratedPieces, 'rated weight': ratedWeight } };
    },
  };
}

/** Every message has number and totals of the master waybill; the houses of all of them add up to it. */
export function statedHouses({ waybill, airlineHouses }: Consolidation): MessageFigures {
  const [pieces, weight] = [String(waybill.pieces), String(written(waybill.grossWeightG))];
  return {
    numbers: airlineHouses.map(({ number }) => number),
    totals: { waybill: waybill.number, pieces, weight },
    sums: { 'house pieces': pieces, 'house weight': weight, SLAC: String(waybill.consignments) },
    read: (bytes): Reading => {
      const { number, pieces, grossWeightG, houses } = readFhl(bytes);
      return {
        numbers: houses.map((house) => house.number),
        texts: {
          waybill: [number],
          pieces: texts([pieces]),
          weight: texts([grossWeightG]),
          'house pieces': texts(houses.map((house) => house.pieces)),
          'house weight': texts(houses.map((house) => house.grossWeightG)),
          SLAC: texts(houses.map(({ slac }) => slac)),
        },
      };
    },
  };
}

/** The waybills of all legs, in their order. */
export function statedFlight({ legs }: WholeFlight): MessageFigures {
  const all = legs.flatMap(({ waybills }) => waybills);
  return {
    numbers: all.map(({ number }) => number),
    totals: {},
    sums: { pieces: sumOf(all, ({ pieces }) => pieces), weight: sumOf(all, ({ grossWeightG }) => written(grossWeightG)) },
    read: (bytes): Reading => {
      const waybills = readFfm(bytes).unloading.flatMap((point) => point.waybills);
      return {
        numbers: waybills.map(({ number }) => number),
        texts: { pieces: texts(waybills.map(({ pieces }) => pieces)), weight: texts(waybills.map(({ grossWeightG }) => grossWeightG)) },
      };
    },
  };
}

const texts = (figures: readonly number[]): string[] => figures.map(String);
