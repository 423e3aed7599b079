import type { AirlineHouse } from '../../../domain/airline-house.js';
import { consignmentsByHouse, goodsLine, houseGoods } from '../../cargo-message/house-goods.js';
import { houseWeightTexts, weightText } from '../../cargo-message/weight.js';
import type { Assets } from '../../kit/assets.js';
import type { Consolidation } from '../../subjects.js';
import { firmNotes } from '../customs-notes.js';
import { LIMITS, latin } from '../latin.js';
import { group, type Markup, section, text, weight } from '../markup.js';
import { envelopeOf, type MessageForm, messageBytes, specialHandling } from '../message.js';
import { endpoints } from '../route.js';

interface HouseListForm extends MessageForm {
  /** The count of lines has four digits; partners take fewer houses. */
  housesPerMessage: number;
}

/** A house with what is said of it in the list. */
interface Line {
  house: AirlineHouse;
  sequence: number;
  /** Kilograms. */
  grossWeight: string;
  goods: string;
}

/**
 * The houses of a consolidation as XFHL, split where there are more than a message takes. Each message has the master's totals and
 * the count of its own lines; lines are numbered through all messages. Parties stand in XFZB only: the list has no place for them.
 *
 * Units: kilograms by `houseWeightTexts`, as in FHL, so that the lines add up to the master; pieces are bags, packages (SLAC) house
 * waybills. Errors: `validation-failed`; RangeError if the houses do not weigh what the waybill does.
 * Source: formats/dictionary/XFHL.md; air-cargo 3.2, 3.3.
 */
export function xfhlMessages(consolidation: Consolidation, assets: Pick<Assets, 'template'>): Uint8Array[] {
  const form = assets.template<HouseListForm>('xfhl/form');
  const lines = linesOf(consolidation);
  const parts = Math.ceil(lines.length / form.housesPerMessage);
  return Array.from({ length: parts }, (_, part) => {
    const own = lines.slice(part * form.housesPerMessage, (part + 1) * form.housesPerMessage);
    return message(consolidation, own, parts === 1 ? '' : `_${part + 1}`, form, assets);
  });
}

function linesOf(consolidation: Consolidation): Line[] {
  const { airlineHouses, waybill } = consolidation;
  const consignmentsOf = consignmentsByHouse(consolidation);
  const weights = houseWeightTexts(
    waybill.grossWeightG,
    airlineHouses.map(({ grossWeightG }) => grossWeightG),
  );
  return airlineHouses.map((house, i) => ({
    house,
    sequence: i + 1,
    grossWeight: weights[i],
    goods: goodsLine(houseGoods(consignmentsOf(house))),
  }));
}

function message(
  consolidation: Consolidation,
  lines: readonly Line[],
  part: string,
  form: MessageForm,
  assets: Pick<Assets, 'template'>,
): Uint8Array {
  const { waybill, flight } = consolidation;
  const { number, settings, destination } = waybill;
  const envelope = envelopeOf(`${number}${part}`, consolidation, settings);
  const route = endpoints(flight.origin, destination);
  const handling = specialHandling(form);
  return messageBytes(
    'xfhl',
    'HouseManifest',
    envelope,
    assets,
    section('BusinessHeaderDocument', text('ID', number)),
    section(
      'MasterConsignment',
      weight('IncludedTareGrossWeightMeasure', weightText(waybill.grossWeightG)),
      text('ConsignmentItemQuantity', lines.length),
      text('PackageQuantity', waybill.consignments),
      text('TotalPieceQuantity', waybill.pieces),
      group('TransportContractDocument', text('ID', number)),
      route,
      firmNotes(settings),
      ...lines.map((line) => houseConsignment(line, route, handling)),
    ),
  );
}

function houseConsignment({ house, sequence, grossWeight, goods }: Line, route: Markup, handling: Markup): Markup {
  return group(
    'IncludedHouseConsignment',
    text('SequenceNumeric', sequence),
    weight('GrossWeightMeasure', grossWeight),
    text('PackageQuantity', house.consignments),
    text('TotalPieceQuantity', house.pieces),
    latin('SummaryDescription', goods, LIMITS.goods),
    group('TransportContractDocument', text('ID', house.number)),
    route,
    handling,
  );
}
