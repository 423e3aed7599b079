import type { AirlineHouse } from '../../../domain/airline-house.js';
import { isWritable } from '../../../domain/writable.js';
import { declaredValue } from '../../cargo-message/declared-value.js';
import { consignmentsByHouse, goodsLine, type HouseGoods, houseGoods } from '../../cargo-message/house-goods.js';
import { houseWeightTexts, weightText } from '../../cargo-message/weight.js';
import type { Assets } from '../../kit/assets.js';
import { cubicMetres } from '../../kit/volume.js';
import { chargeableWeight, waybillCurrency } from '../../master-waybill/waybill-charges.js';
import type { Consolidation, DeclaredConsignment } from '../../subjects.js';
import { partyNotes } from '../customs-notes.js';
import { LIMITS, latin } from '../latin.js';
import { amount, group, type Markup, section, text, volume, weight } from '../markup.js';
import { envelopeOf, type MessageForm, messageBytes, specialHandling } from '../message.js';
import { originCountry } from '../origin-country.js';
import { firm, type MessageParty, partyMarkup } from '../parties.js';
import { bookedMovement, endpoints } from '../route.js';
import { signatures } from '../signatures.js';
import { houseChargeableHalfKg } from './house-chargeable.js';

interface HouseWaybillForm extends MessageForm {
  maxHouses: number;
}

interface HouseMessage {
  number: string;
  bytes: Uint8Array;
}

/** A house with what its message says of it. */
interface HouseFacts {
  house: AirlineHouse;
  consignor: MessageParty;
  consignments: readonly DeclaredConsignment[];
  /** Kilograms, as the list of houses has it. */
  grossWeight: string;
}

/**
 * The houses of a consolidation as XFZB, one message each, by number.
 *
 * Rule: none is made where the consolidation has more than `maxHouses`: then houses are single parcels, whose list (XFHL) is all
 * that an airline is sent unless it asks. None is made of a house whose consignor's city is not known, because the schema demands it.
 * Parties: the house's own consignor, and the consignee of the master waybill, who breaks the bulk; whom the parcels go to is the
 * customs' affair.
 * Units: kilograms by `houseWeightTexts`, as in FHL; cubic metres with two decimals; pieces are bags, packages (SLAC) house waybills.
 * Errors: `validation-failed`; RangeError if the houses do not weigh what the waybill does.
 * Source: formats/dictionary/XFZB.md; air-cargo 3.2.
 */
export function xfzbMessages(consolidation: Consolidation, assets: Pick<Assets, 'template'>): HouseMessage[] {
  const form = assets.template<HouseWaybillForm>('xfzb/form');
  const { airlineHouses, waybill } = consolidation;
  if (airlineHouses.length > form.maxHouses) return [];
  const consignmentsOf = consignmentsByHouse(consolidation);
  const weights = houseWeightTexts(
    waybill.grossWeightG,
    airlineHouses.map(({ grossWeightG }) => grossWeightG),
  );
  return airlineHouses.flatMap((house, i) => {
    const consignor = consignorOf(house);
    if (consignor === undefined) return [];
    const facts = { house, consignor, consignments: consignmentsOf(house), grossWeight: weights[i] };
    return [{ number: house.number, bytes: message(consolidation, facts, form, assets) }];
  });
}

function message(consolidation: Consolidation, facts: HouseFacts, form: MessageForm, assets: Pick<Assets, 'template'>): Uint8Array {
  const { waybill, flight } = consolidation;
  const { number } = facts.house;
  const envelope = envelopeOf(`${number}_${waybill.number}`, consolidation, waybill.settings);
  return messageBytes(
    'xfzb',
    'HouseWaybill',
    envelope,
    assets,
    section('BusinessHeaderDocument', text('ID', number), signatures(waybill)),
    section(
      'MasterConsignment',
      weight('IncludedTareGrossWeightMeasure', weightText(waybill.grossWeightG)),
      text('TotalPieceQuantity', waybill.pieces),
      group('TransportContractDocument', text('ID', waybill.number)),
      endpoints(flight.origin, waybill.destination),
      houseConsignment(waybill, facts, form),
    ),
  );
}

function houseConsignment(waybill: Consolidation['waybill'], facts: HouseFacts, form: MessageForm): Markup {
  const { flight, destination, settings } = waybill;
  const { house, consignor, consignments, grossWeight } = facts;
  const consignee = firm(settings.waybillConsignee);
  const { currency, amount: value } = declaredValue(consignments);
  const goods = houseGoods(consignments);
  return group(
    'IncludedHouseConsignment',
    text('NilCarriageValueIndicator', 'true'),
    amount('DeclaredValueForCustomsAmount', currency, value),
    text('NilInsuranceValueIndicator', 'true'),
    text('TotalChargePrepaidIndicator', 'true'),
    text('TotalDisbursementPrepaidIndicator', 'true'),
    weight('IncludedTareGrossWeightMeasure', grossWeight),
    volume('GrossVolumeMeasure', cubicMetres(house.volumeCm3)),
    text('PackageQuantity', house.consignments),
    text('TotalPieceQuantity', house.pieces),
    latin('SummaryDescription', goodsLine(goods), LIMITS.goods),
    partyMarkup('ConsignorParty', consignor),
    partyMarkup('ConsigneeParty', consignee),
    endpoints(flight.origin, destination),
    bookedMovement(flight, destination),
    specialHandling(form),
    partyNotes('SHP', consignor),
    partyNotes('CNE', consignee),
    group('ApplicableOriginCurrencyExchange', text('SourceCurrencyCode', waybillCurrency(waybill))),
    item(facts, goods),
  );
}

function item({ house, consignments, grossWeight }: HouseFacts, goods: readonly HouseGoods[]): Markup {
  return group(
    'IncludedHouseConsignmentItem',
    text('SequenceNumeric', 1),
    ...goods.map(({ commodityCode }) => text('TypeCode', commodityCode)),
    weight('GrossWeightMeasure', grossWeight),
    text('PackageQuantity', house.consignments),
    text('PieceQuantity', house.pieces),
    group('NatureIdentificationTransportCargo', latin('Identification', goodsLine(goods), LIMITS.goods)),
    group('OriginCountry', text('ID', originCountry(consignments))),
    group('ApplicableFreightRateServiceCharge', weight('ChargeableWeightMeasure', chargeableWeight(houseChargeableHalfKg(house)))),
  );
}

/** Who sends a house, as its consignments name him; undefined while his city is not known. */
function consignorOf({ consignor }: AirlineHouse): MessageParty | undefined {
  const { name, city, ...address } = consignor;
  return city === undefined || !isWritable(city) ? undefined : { name, address: { ...address, city } };
}
