import type { OfficeAddress, Organisation } from '../../domain/destination.js';
import { flightDesignator } from '../../domain/flight.js';
import { kilograms, money } from '../../domain/units.js';
import { waybillParts } from '../../domain/waybill.js';
import { airportCity, airportName, carrierName } from '../kit/places.js';
import { latinCapitals } from '../kit/transliterate.js';
import { cubicMetres } from '../kit/volume.js';
import type { MasterWaybill } from '../subjects.js';
import { type ChargesDue, chargeableWeight, chargesDue, rateClass, waybillCurrency } from './waybill-charges.js';

/** Fixed words of the form, from `templates/master-waybill/form.json`. */
export interface WaybillWords {
  consolidation: string;
  goods: string;
  slac: string;
  volume: string;
  cubicMetres: string;
  prepaid: string;
  asArranged: string;
  attached: string;
  houseWaybills: string;
  notify: string;
  phone: string;
  noValueForCarriage: string;
  noValueForCustoms: string;
  noInsurance: string;
  chargesCode: string;
}

type Half<N extends number> = `${N}A` | `${N}B`;

/** Boxes by their IATA numbers; those in words are the parts of the form that IATA left without one. */
export type BoxId =
  | (
      | '1'
      | '1A'
      | '1B'
      | '1C'
      | '1D'
      | '1E'
      | '2'
      | '3'
      | '4'
      | '5'
      | '6'
      | '7'
      | '8'
      | '9'
      | '10'
      | '12'
      | '13'
      | '16'
      | '17'
      | '18'
      | '20'
    )
  | ('11A' | '11B' | '11C' | '11D' | '11E' | '11F' | '21' | '21A' | '23' | '31' | '32' | '32A' | '32B' | '32C' | '34A' | '34B' | '34C')
  | ('22A' | '22B' | '22C' | '22D' | '22E' | '22F' | '22G' | '22H' | '22I' | '22J' | '22K' | '22L' | '22Z')
  | (Half<14> | Half<15> | Half<19> | Half<24> | Half<25> | Half<26> | Half<27> | Half<28> | Half<29> | Half<30>)
  | ('33' | '33A' | '33B' | '33C' | '33D' | 'not-negotiable' | '20-notice' | 'number-right' | 'number-foot' | 'barcode');

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** `2026-11-22` as waybills write it: `22 NOV 2026`. */
export function waybillDate(date: string): string {
  return `${date.slice(8, 10)} ${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

/** A waybill's serial with the gap between its fourth and fifth digit: `1002 0032`. */
export function spacedSerial(number: string): string {
  const { serial } = waybillParts(number);
  return `${serial.slice(0, 4)} ${serial.slice(4)}`;
}

/**
 * What stands in each box of a consolidation's waybill, in Latin capitals; a box that is not named stays empty.
 *
 * All charges are prepaid. Values are not declared (NVD, NCV) and the goods are not insured (XXX).
 * Source: air-cargo 2.2, column on the master of a consolidation.
 */
export function boxValues(waybill: MasterWaybill, words: WaybillWords): Partial<Record<BoxId, string>> {
  const { flight, settings, number } = waybill;
  const { agent, waybillConsignor, waybillConsignee } = settings;
  const [prefix, serial] = [waybillParts(number).prefix, spacedSerial(number)];
  const issuer = carrierName(flight.carrier);
  const grossWeight = kilograms(waybill.grossWeightG);
  return {
    '1A': prefix,
    '1': flight.origin,
    '1B': serial,
    '1C': issuer,
    '2': party(waybillConsignor, words),
    '4': party(waybillConsignee, words),
    '6': `${capitals(agent.name)}\n${capitals(agent.city)} ${agent.country}`,
    '7': agent.iataCode,
    '8': capitals(agent.accountNumber ?? ''),
    '9': capitals(airportName(flight.origin)),
    '10': words.prepaid,
    '11A': waybill.destination,
    '11B': issuer,
    '12': waybillCurrency(waybill),
    '13': words.chargesCode,
    '14A': 'X',
    '15A': 'X',
    '16': words.noValueForCarriage,
    '17': words.noValueForCustoms,
    '18': capitals(airportName(waybill.destination)),
    '19A': flightDesignator(flight),
    '19B': flight.date.slice(8, 10),
    '20': words.noInsurance,
    '21': handling(waybill, words),
    '22A': String(waybill.pieces),
    '22B': grossWeight,
    '22C': 'K',
    '22D': rateClass(waybill.chargeableHalfKg),
    '22F': chargeableWeight(waybill.chargeableHalfKg),
    '22I': goods(waybill, words),
    '22J': String(waybill.pieces),
    '22K': grossWeight,
    ...charges(chargesDue(waybill), words),
    '31': capitals(agent.name),
    '32A': waybillDate(flight.date),
    '32B': capitals(airportCity(flight.origin)),
    '32C': capitals(agent.name),
    '34A': waybill.flightId,
    'number-right': `${prefix}-${serial}`,
    'number-foot': `${prefix}-${serial}`,
  };
}

function charges(due: ChargesDue | undefined, words: WaybillWords): Partial<Record<BoxId, string>> {
  const { asArranged } = words;
  if (due === undefined) return { '22H': asArranged, '22L': asArranged, '23': asArranged, '24A': asArranged, '30A': asArranged };
  return {
    '22G': due.ratePerKg,
    '22H': money(due.weightCharge),
    '22L': money(due.weightCharge),
    '23': due.other.map(({ code, amount }) => `${code} ${money(amount)}`).join('   '),
    '24A': money(due.weightCharge),
    '27A': due.dueAgent === 0 ? '' : money(due.dueAgent),
    '28A': due.dueCarrier === 0 ? '' : money(due.dueCarrier),
    '30A': money(due.total),
  };
}

function goods(waybill: MasterWaybill, words: WaybillWords): string {
  const volume = cubicMetres(waybill.volumeCm3);
  const lines = [words.consolidation, words.goods, `${words.slac} ${waybill.consignments}`];
  return (volume === undefined ? lines : [...lines, `${words.volume} ${volume} ${words.cubicMetres}`]).join('\n');
}

function handling({ settings, consignments }: MasterWaybill, words: WaybillWords): string {
  const { name, nameEn = name, phone } = settings.waybillConsignee;
  const call = phone === undefined ? '' : ` ${words.phone} ${phone}`;
  return `${words.attached} ${consignments} ${words.houseWaybills}\n${words.notify} ${capitals(nameEn)}${call}`;
}

/** Name, street, town and telephone, one a line. */
function party(organisation: Organisation, words: WaybillWords): string {
  const { name, nameEn = name, address, addressEn = address, phone } = organisation;
  const lines = [
    capitals(nameEn),
    capitals(street(addressEn)),
    capitals(town(addressEn)),
    phone === undefined ? '' : `${words.phone} ${phone}`,
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function street({ street, house }: OfficeAddress): string {
  return [street, house].filter((part) => part !== undefined).join(' ');
}

function town({ city, region, postcode, country }: OfficeAddress): string {
  return [city, region, postcode, country].filter((part) => part !== undefined).join(' ');
}

/** A text that is Latin already keeps its punctuation; any other is transliterated. What leaves nothing stays, for the font to refuse. */
function capitals(text: string): string {
  if (/^[ -~]*$/.test(text)) return text.toUpperCase();
  const latin = latinCapitals(text);
  return latin === '' ? text : latin;
}
