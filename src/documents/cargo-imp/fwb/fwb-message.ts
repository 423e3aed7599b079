import { weightText } from '../../cargo-message/weight.js';
import { airportCity } from '../../kit/places.js';
import { cubicMetres } from '../../kit/volume.js';
import { chargesDue, rateClass, waybillCurrency } from '../../master-waybill/waybill-charges.js';
import type { WaybillWords } from '../../master-waybill/waybill-values.js';
import type { MasterWaybill } from '../../subjects.js';
import { customsLines } from '../customs-lines.js';
import { dayMonthYear } from '../dates.js';
import { code, figure, text, textLines, wholeOrNothing } from '../element.js';
import { flightNumber } from '../flight-number.js';
import { organisationParty, type PartyStyle, partyLines } from '../party.js';
import { numberAndRoute, PIECES, SLAC } from '../waybill-line.js';
import { otherChargeLines, prepaidLines, rateElements } from './fwb-charges.js';

export type FwbVersion = 16 | 17;

const partyStyles: Readonly<Record<FwbVersion, PartyStyle>> = { 16: 'bare', 17: 'named' };

const GOODS = 20;
const FREE_TEXT = 65;
const VOLUME = 9;

/**
 * The lines of an FWB on the master of a consolidation; figures are those of the printed waybill, weights as seven characters hold
 * them. All charges are prepaid, no values are declared and nothing is insured.
 *
 * No special handling codes (line 21, SPH): SPX and its like say that cargo was screened, EAP and EAW which papers travel with it, ECC and
 * ECP how the contract was concluded, and of neither anybody tells. For a consolidation there is no such code: `NC` in the goods says it.
 *
 * Errors: `validation-failed` for a number that is too long and for a text of which nothing is left; RangeError for another version.
 * Source: formats/dictionary/FWB.md, whose line numbers the order follows.
 */
export function fwbLines(waybill: MasterWaybill, words: WaybillWords, version: FwbVersion): string[] {
  const { flight, destination, settings, pieces } = waybill;
  const style = partyStyles[version];
  if (style === undefined) throw new RangeError(`no FWB of version ${version}`);
  const due = chargesDue(waybill);
  const weight = weightText(waybill.grossWeightG);
  const count = figure('pieces', String(pieces), PIECES);
  const volume = cubicMetres(waybill.volumeCm3);
  const capacity = volume === undefined ? '' : `MC${figure('volume', volume, VOLUME)}`;
  const rating = `RTD/1/P${count}/K${weight}/C${rateClass(waybill.chargeableHalfKg)}`;
  const charges = [words.prepaid, ...(due === undefined ? [words.asArranged] : [])];
  return [
    `FWB/${version}`,
    `${numberAndRoute(waybill)}/T${count}K${weight}${capacity}`,
    `FLT/${flightNumber(flight)}/${flight.date.slice(8, 10)}`,
    `RTG/${destination}${flight.carrier}`,
    ...partyLines('SHP', organisationParty(settings.waybillConsignor), style),
    ...partyLines('CNE', organisationParty(settings.waybillConsignee), style),
    ...agentLines(settings.agent),
    ...headed('SSR', handlingTexts(waybill, words)),
    ...headed(
      'ACC',
      charges.map((words) => `GEN/${text('ACC', words, 34)}`),
    ),
    `CVD/${waybillCurrency(waybill)}/${words.chargesCode}/PP/${words.noValueForCarriage}/${words.noValueForCustoms}/${words.noInsurance}`,
    `${rating}${rateElements(waybill, due)}`,
    ...goodsLines(waybill, words, capacity),
    ...(due === undefined ? [] : [...otherChargeLines(due), ...prepaidLines(due)]),
    `CER/${text('CER', settings.agent.name, 20)}`,
    `ISU/${dayMonthYear(flight.date)}/${text('ISU place', airportCity(flight.origin), 17)}/${text('ISU signature', settings.agent.name, 20)}`,
    `REF//${fileReference(waybill)}`,
    ...customsLines([
      ['SHP', settings.waybillConsignor],
      ['CNE', settings.waybillConsignee],
    ]),
  ];
}

/** The office's four digits stand apart from the agent's seven. */
function agentLines({ name, city, iataCode, accountNumber }: MasterWaybill['settings']['agent']): string[] {
  const [agent, office] = [code('AGT code', iataCode, /^\d{7}(?:\d{4})?$/).slice(0, 7), iataCode.slice(7)];
  return [
    `AGT/${wholeOrNothing(accountNumber, 14)}/${agent}${office === '' ? '' : `/${office}`}`,
    `/${text('AGT name', name, 35)}`,
    `/${text('AGT place', city, 17)}`,
  ];
}

function handlingTexts({ consignments }: MasterWaybill, words: WaybillWords): string[] {
  return [`${words.attached} ${consignments} ${words.houseWaybills}`, words.notify].map((line) => text('SSR', line, FREE_TEXT));
}

/** What stands in the box of goods: the first line belongs to the rating line above it, the others have their numbers. */
function goodsLines({ consignments }: MasterWaybill, words: WaybillWords, capacity: string): string[] {
  const goods = [...textLines('NC', words.consolidation, GOODS, 4), text('NC', words.goods, GOODS)];
  const lines = [
    ...goods.map((line) => `NC/${line}`),
    ...(capacity === '' ? [] : [`NV/${capacity}`]),
    `NS/${figure('SLAC', String(consignments), SLAC)}`,
  ];
  return lines.map((line, index) => (index === 0 ? `/${line}` : `/${index + 1}/${line}`));
}

/** The flight's id without its hyphens and airport, which are too much for fifteen characters. */
function fileReference({ flightId, flight }: MasterWaybill): string {
  return code('REF', flightId.slice(0, -(flight.origin.length + 1)).replaceAll('-', ''), /^[A-Z0-9]{1,15}$/);
}

/** The identifier stands on the first line only. */
function headed(identifier: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => (index === 0 ? `${identifier}/${line}` : `/${line}`));
}
