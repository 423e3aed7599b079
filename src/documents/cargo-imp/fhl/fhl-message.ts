import type { AirlineHouse } from '../../../domain/airline-house.js';
import { declaredValue } from '../../cargo-message/declared-value.js';
import { consignmentsByHouse, type HouseGoods, houseGoods } from '../../cargo-message/house-goods.js';
import { houseWeightTexts, weightText } from '../../cargo-message/weight.js';
import type { Consolidation, DeclaredConsignment } from '../../subjects.js';
import { customsLines } from '../customs-lines.js';
import { code, figure, text } from '../element.js';
import { lengthOf, MESSAGE_LIMIT, packed } from '../message.js';
import { consignorParty, organisationParty, type PartyStyle, partyLines } from '../party.js';
import { numberAndRoute, PIECES, SLAC } from '../waybill-line.js';

export type FhlVersion = 4 | 5;

/** What `templates/fhl/form.json` holds. */
export interface FhlSettings {
  form: 'list' | 'parties';
}

const partyStyles: Readonly<Record<FhlVersion, PartyStyle>> = { 4: 'inline', 5: 'named' };

const GOODS = 15;
const FREE_TEXT = 65;
const VALUE = 12;

/**
 * All houses of a consolidation in short form, without parties: as few messages as hold them, each with the same head.
 *
 * Errors: `validation-failed` for a number that is too long and for a text of which nothing is left; RangeError if the houses do not
 * weigh what the waybill does, and for another version.
 * Source: formats/dictionary/FHL.md, lines 1 to 5.
 */
export function fhlLists(consolidation: Consolidation, version: FhlVersion): string[][] {
  const head = headLines(consolidation, version);
  const blocks = written(consolidation).map(({ lines }) => lines);
  return packed(blocks, MESSAGE_LIMIT - lengthOf(head)).map((lines) => [...head, ...lines]);
}

/**
 * One house with its parties: its own consignor, and the consignee of the master waybill, who breaks the bulk; whom the parcels go to
 * is the customs' affair. Errors: as of the list; RangeError if there is no such house.
 * Source: formats/dictionary/FHL.md, lines 6 to 9.
 */
export function fhlHouse(consolidation: Consolidation, number: string, version: FhlVersion): string[] {
  const found = written(consolidation).find(({ house }) => house.number === number);
  if (found === undefined) throw new RangeError('no such house in the consolidation');
  const { house, lines, consignments } = found;
  const { waybillConsignee } = consolidation.waybill.settings;
  const { currency, amount } = declaredValue(consignments);
  return [
    ...headLines(consolidation, version),
    ...lines,
    ...customsLines([['CNE', waybillConsignee]]),
    ...partyLines('SHP', consignorParty(house.consignor), partyStyles[version]),
    ...partyLines('CNE', organisationParty(waybillConsignee), partyStyles[version]),
    `CVD/${currency}/PP/NVD/${valueText(amount)}/XXX`,
  ];
}

/** The customs value of a house; where its element does not hold hundredths they are rounded half up, the register has them whole. */
function valueText(value: string): string {
  return figure('CVD value', value.length <= VALUE ? value : wholeUnits(value), VALUE);
}

function wholeUnits(value: string): string {
  const [whole, hundredths] = value.split('.');
  return String(BigInt(whole) + (Number(hundredths) >= 50 ? 1n : 0n));
}

function headLines({ waybill }: Consolidation, version: FhlVersion): string[] {
  if (partyStyles[version] === undefined) throw new RangeError(`no FHL of version ${version}`);
  return [
    `FHL/${version}`,
    `MBI/${numberAndRoute(waybill)}/T${figure('pieces', String(waybill.pieces), PIECES)}K${weightText(waybill.grossWeightG)}`,
  ];
}

interface WrittenHouse {
  house: AirlineHouse;
  consignments: readonly DeclaredConsignment[];
  lines: string[];
}

/** Each house with its own lines: figures, and its most frequent goods, by name and by code. */
function written(consolidation: Consolidation): WrittenHouse[] {
  const { waybill, airlineHouses } = consolidation;
  const consignmentsOf = consignmentsByHouse(consolidation);
  const weights = houseWeightTexts(
    waybill.grossWeightG,
    airlineHouses.map(({ grossWeightG }) => grossWeightG),
  );
  return airlineHouses.map((house, index) => {
    const consignments = consignmentsOf(house);
    const goods = houseGoods(consignments);
    const route = `${waybill.flight.origin}${waybill.destination}`;
    return { house, consignments, lines: [houseLine(house, route, weights[index], goods), ...goodsLines(goods)] };
  });
}

function houseLine({ number, pieces, consignments }: AirlineHouse, route: string, weight: string, goods: readonly HouseGoods[]): string {
  return [
    `HBS/${code('house number', number, /^[A-Z0-9]{1,12}$/)}`,
    code('HBS route', route, /^[A-Z]{6}$/),
    figure('HBS pieces', String(pieces), PIECES),
    `K${weight}`,
    figure('HBS SLAC', String(consignments), SLAC),
    text('HBS goods', goods[0]?.name ?? '', GOODS),
  ].join('/');
}

/** A text for each code, in the same order. */
function goodsLines(goods: readonly HouseGoods[]): string[] {
  return [
    ...goods.map(({ name }, index) => `${index === 0 ? 'TXT' : ''}/${text('TXT', name, FREE_TEXT)}`),
    ...goods.map(({ commodityCode }, index) => `${index === 0 ? 'HTS' : ''}/${code('HTS', commodityCode, /^[A-Z0-9]{6,18}$/)}`),
  ];
}
