import { type Flight, flightDesignator } from '../../../domain/flight.js';
import { weightText } from '../../cargo-message/weight.js';
import type { Assets } from '../../kit/assets.js';
import { cubicMetres } from '../../kit/volume.js';
import { waybillCurrency } from '../../master-waybill/waybill-charges.js';
import type { WaybillWords } from '../../master-waybill/waybill-values.js';
import type { MasterWaybill } from '../../subjects.js';
import { firmNotes } from '../customs-notes.js';
import { LIMITS, latin } from '../latin.js';
import { group, type Markup, section, text, volume, weight } from '../markup.js';
import { envelopeOf, type MessageForm, messageBytes, specialHandling } from '../message.js';
import { firm, partyMarkup } from '../parties.js';
import { bookedMovement, endpoints } from '../route.js';
import { signatures } from '../signatures.js';
import { otherCharges, rating, totalRating } from './charges.xml.js';

const AGENT_CODE_DIGITS = 7;

/**
 * A master waybill as XFWB: what the air waybill says on paper, box by box. No value is declared for carriage or customs, nothing is
 * insured, all charges are prepaid.
 *
 * Units: kilograms by `weightText`, as in the other messages; cubic metres with two; pieces are bags, packages (SLAC) house waybills.
 * Rule for texts: `latin`, with the limits of `LIMITS`. Errors: `validation-failed`, `unrenderable-character`.
 * Source: formats/dictionary/XFWB.md; air-cargo 2.2, 3.2.
 */
export function xfwbXml(waybill: MasterWaybill, assets: Pick<Assets, 'template'>): Uint8Array {
  const { words } = assets.template<{ words: WaybillWords }>('master-waybill/form');
  const form = assets.template<MessageForm>('xfwb/form');
  const envelope = envelopeOf(waybill.number, waybill, waybill.settings);
  return messageBytes('xfwb', 'Waybill', envelope, assets, businessHeader(waybill), masterConsignment(waybill, words, form));
}

function businessHeader(waybill: MasterWaybill): Markup {
  return section(
    'BusinessHeaderDocument',
    text('ID', waybill.number),
    text('SenderAssignedID', fileReference(waybill.flight)),
    group('IncludedHeaderNote', text('ContentCode', 'C'), text('Content', 'Consolidation Shipment')),
    signatures(waybill),
  );
}

/** Flight and day in the fifteen characters of a file reference: `4B8101-261122`. */
function fileReference(flight: Flight): string {
  return `${flightDesignator(flight)}-${flight.date.slice(2).replaceAll('-', '')}`;
}

function masterConsignment(waybill: MasterWaybill, words: WaybillWords, form: MessageForm): Markup {
  const { flight, settings, destination } = waybill;
  return section(
    'MasterConsignment',
    text('NilCarriageValueIndicator', 'true'),
    text('NilCustomsValueIndicator', 'true'),
    text('NilInsuranceValueIndicator', 'true'),
    text('TotalChargePrepaidIndicator', 'true'),
    text('TotalDisbursementPrepaidIndicator', 'true'),
    weight('IncludedTareGrossWeightMeasure', weightText(waybill.grossWeightG)),
    volume('GrossVolumeMeasure', cubicMetres(waybill.volumeCm3)),
    text('PackageQuantity', waybill.consignments),
    text('TotalPieceQuantity', waybill.pieces),
    partyMarkup('ConsignorParty', firm(settings.waybillConsignor)),
    partyMarkup('ConsigneeParty', firm(settings.waybillConsignee)),
    forwarder(settings.agent),
    endpoints(flight.origin, destination),
    bookedMovement(flight, destination),
    specialHandling(form),
    handling(waybill, words),
    accounting(waybill, words),
    firmNotes(settings),
    group('ApplicableOriginCurrencyExchange', text('SourceCurrencyCode', waybillCurrency(waybill))),
    group('ApplicableLogisticsServiceCharge', text('TransportPaymentMethodCode', words.chargesCode)),
    otherCharges(waybill),
    rating(waybill, words),
    totalRating(waybill),
  );
}

/** Seven digits are the agent, four more its place of settlement. */
function forwarder({ name, city, country, iataCode }: MasterWaybill['settings']['agent']): Markup {
  return group(
    'FreightForwarderParty',
    latin('Name', name, LIMITS.agent),
    text('CargoAgentID', iataCode.slice(0, AGENT_CODE_DIGITS)),
    group('FreightForwarderAddress', latin('CityName', city, LIMITS.city), text('CountryID', country)),
    group('SpecifiedCargoAgentLocation', text('ID', iataCode.slice(AGENT_CODE_DIGITS) || undefined)),
  );
}

/** Box 21: what is attached, and who is told of the arrival. */
function handling({ settings, consignments }: MasterWaybill, words: WaybillWords): Markup {
  const { name, nameEn = name } = settings.waybillConsignee;
  const lines = [`${words.attached} ${consignments} ${words.houseWaybills}`, `${words.notify} ${nameEn}`];
  return lines.map((line) => group('HandlingSSRInstructions', latin('Description', line, LIMITS.handling))).join('');
}

/** Box 10, and that charges are as arranged where they are: then no amount says so. */
function accounting({ settings }: MasterWaybill, words: WaybillWords): Markup {
  const lines = settings.charges === undefined ? [words.prepaid, words.asArranged] : [words.prepaid];
  return lines.map((line) => group('IncludedAccountingNote', text('ContentCode', 'GEN'), latin('Content', line, LIMITS.note))).join('');
}
