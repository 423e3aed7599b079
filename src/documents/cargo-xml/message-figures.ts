import { grams, kilograms } from '../../domain/units.js';
import { weightText } from '../cargo-message/weight.js';
import { decimalSum, type XmlFigures } from '../figures.js';
import type { Consolidation, MasterWaybill, WholeFlight } from '../subjects.js';

const MASTER = 'rsm:MasterConsignment';
const HOUSE = `${MASTER}/ram:IncludedHouseConsignment`;
const CARGO = 'rsm:ArrivalEvent/ram:AssociatedTransportCargo/ram:IncludedMasterConsignment';
const NUMBER = 'ram:TransportContractDocument/ram:ID';

/** Kilograms as a message has them, to the gram. */
const written = (grossWeightG: number): string => kilograms(grams(weightText(grossWeightG)));

/** What is told of a master waybill wherever a message has one: weight, bags and house waybills. */
function masterTotals({ grossWeightG, pieces, consignments }: MasterWaybill): Record<string, string> {
  return {
    [`${MASTER}/ram:IncludedTareGrossWeightMeasure`]: weightText(grossWeightG),
    [`${MASTER}/ram:TotalPieceQuantity`]: String(pieces),
    [`${MASTER}/ram:PackageQuantity`]: String(consignments),
  };
}

export function statedWaybill(waybill: MasterWaybill): XmlFigures {
  return { numbers: [waybill.number], numbersAt: 'rsm:BusinessHeaderDocument/ram:ID', totals: masterTotals(waybill), sums: {} };
}

/** Every part has the totals of the master, which the houses of all parts add up to. */
export function statedHouses({ waybill, airlineHouses }: Consolidation): XmlFigures {
  return {
    numbers: airlineHouses.map(({ number }) => number),
    numbersAt: `${HOUSE}/${NUMBER}`,
    totals: { ...masterTotals(waybill), [`${MASTER}/${NUMBER}`]: waybill.number },
    sums: {
      [`${HOUSE}/ram:GrossWeightMeasure`]: written(waybill.grossWeightG),
      [`${HOUSE}/ram:TotalPieceQuantity`]: String(waybill.pieces),
      [`${HOUSE}/ram:PackageQuantity`]: String(waybill.consignments),
    },
  };
}

/** One part a house; of a house whose consignor's city is not known there is none, and then the others do not add up to the master. */
export function statedHouse({ waybill, airlineHouses }: Consolidation): XmlFigures {
  const { [`${MASTER}/ram:PackageQuantity`]: _, ...totals } = masterTotals(waybill);
  const told = airlineHouses.filter(({ consignor }) => consignor.city !== undefined);
  const sumOf = (figure: (house: (typeof told)[number]) => number): string => String(told.reduce((sum, house) => sum + figure(house), 0));
  return {
    numbers: told.map(({ number }) => number),
    numbersAt: 'rsm:BusinessHeaderDocument/ram:ID',
    totals: { ...totals, [`${MASTER}/${NUMBER}`]: waybill.number },
    sums: {
      [`${HOUSE}/ram:TotalPieceQuantity`]: sumOf(({ pieces }) => pieces),
      [`${HOUSE}/ram:PackageQuantity`]: sumOf(({ consignments }) => consignments),
      ...(told.length < airlineHouses.length ? {} : { [`${HOUSE}/ram:IncludedTareGrossWeightMeasure`]: written(waybill.grossWeightG) }),
    },
  };
}

/** Totals are the sums of what the waybills state. */
export function statedFlight({ legs }: WholeFlight): XmlFigures {
  const waybills = legs.flatMap((leg) => leg.waybills);
  const sumOf = (figure: (waybill: MasterWaybill) => number): string => String(waybills.reduce((sum, each) => sum + figure(each), 0));
  const weight = decimalSum(
    waybills.map(({ grossWeightG }) => weightText(grossWeightG)),
    3,
  );
  const [pieces, consignments] = [sumOf((each) => each.pieces), sumOf((each) => each.consignments)];
  const flight = 'rsm:LogisticsTransportMovement';
  return {
    numbers: waybills.map(({ number }) => number),
    numbersAt: `${CARGO}/${NUMBER}`,
    totals: { [`${flight}/ram:TotalPieceQuantity`]: pieces, [`${flight}/ram:TotalPackageQuantity`]: consignments },
    sums: {
      [`${flight}/ram:TotalGrossWeightMeasure`]: weight,
      [`${CARGO}/ram:GrossWeightMeasure`]: weight,
      [`${CARGO}/ram:TotalPieceQuantity`]: pieces,
      [`${CARGO}/ram:PackageQuantity`]: consignments,
    },
  };
}
