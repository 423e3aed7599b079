import { money } from '../../../domain/units.js';
import { weightText } from '../../cargo-message/weight.js';
import { cubicMetres } from '../../kit/volume.js';
import { chargeableWeight, chargesDue, rateClass, waybillCurrency } from '../../master-waybill/waybill-charges.js';
import type { WaybillWords } from '../../master-waybill/waybill-values.js';
import type { MasterWaybill } from '../../subjects.js';
import { LIMITS, latin } from '../latin.js';
import { amount, group, type Markup, text, volume, weight } from '../markup.js';

/** Rates as they stand on the face of the waybill. */
const FACE = 'F';

/**
 * Stands where the schema demands a rate or an amount and charges are as arranged: an accounting note says that they are. A rate of
 * zero is how carriers read it, and without one the schema has no place for the chargeable weight.
 */
const AS_ARRANGED = '0.00';

/** Box 23: each charge but that for the weight, prepaid. */
export function otherCharges(waybill: MasterWaybill): Markup {
  const { charges } = waybill.settings;
  const due = chargesDue(waybill)?.other ?? [];
  return (charges?.other ?? [])
    .map(({ code, entitlement }, i) =>
      group(
        'ApplicableLogisticsAllowanceCharge',
        text('ID', code),
        text('PrepaidIndicator', 'true'),
        text('PartyTypeCode', entitlement),
        amount('ActualAmount', waybillCurrency(waybill), money(due[i].amount)),
      ),
    )
    .join('');
}

/** Boxes 22A-22I: the one line of a consolidation. */
export function rating(waybill: MasterWaybill, words: WaybillWords): Markup {
  const charges = chargesDue(waybill);
  const currency = waybillCurrency(waybill);
  const weightCharge = charges && money(charges.weightCharge);
  return group(
    'ApplicableRating',
    text('TypeCode', FACE),
    amount('TotalChargeAmount', currency, weightCharge),
    text('ConsignmentItemQuantity', 1),
    group(
      'IncludedMasterConsignmentItem',
      text('SequenceNumeric', 1),
      weight('GrossWeightMeasure', weightText(waybill.grossWeightG)),
      volume('GrossVolumeMeasure', cubicMetres(waybill.volumeCm3)),
      text('PackageQuantity', waybill.consignments),
      text('PieceQuantity', waybill.pieces),
      group('NatureIdentificationTransportCargo', latin('Identification', `${words.consolidation} ${words.goods}`, LIMITS.goods)),
      group(
        'ApplicableFreightRateServiceCharge',
        text('CategoryCode', rateClass(waybill.chargeableHalfKg)),
        weight('ChargeableWeightMeasure', chargeableWeight(waybill.chargeableHalfKg)),
        text('AppliedRate', charges?.ratePerKg ?? AS_ARRANGED),
        amount('AppliedAmount', currency, weightCharge ?? AS_ARRANGED),
      ),
    ),
  );
}

/** Boxes 24A-30A; what is due to nobody is left out. */
export function totalRating(waybill: MasterWaybill): Markup {
  const charges = chargesDue(waybill);
  const currency = waybillCurrency(waybill);
  const sumOf = (hundredths: number | undefined) => (hundredths === undefined || hundredths === 0 ? undefined : money(hundredths));
  return group(
    'ApplicableTotalRating',
    text('TypeCode', FACE),
    group(
      'ApplicablePrepaidCollectMonetarySummation',
      text('PrepaidIndicator', 'true'),
      amount('WeightChargeTotalAmount', currency, charges && money(charges.weightCharge)),
      amount('AgentTotalDuePayableAmount', currency, sumOf(charges?.dueAgent)),
      amount('CarrierTotalDuePayableAmount', currency, sumOf(charges?.dueCarrier)),
      amount('GrandTotalAmount', currency, charges === undefined ? AS_ARRANGED : money(charges.total)),
    ),
  );
}
