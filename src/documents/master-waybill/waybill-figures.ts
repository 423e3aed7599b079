import { kilograms, money } from '../../domain/units.js';
import { waybillParts } from '../../domain/waybill.js';
import type { PrintedFigures, XmlFigures } from '../figures.js';
import type { MasterWaybill } from '../subjects.js';
import { chargeableWeight, chargesDue } from './waybill-charges.js';

/** Number, pieces, gross and chargeable weight, and the charges where they are stated. */
export function statedWaybill(waybill: MasterWaybill): XmlFigures {
  const { number, pieces, grossWeightG, chargeableHalfKg } = waybill;
  const { prefix, serial } = waybillParts(number);
  const due = chargesDue(waybill);
  return {
    numbers: [serial],
    numbersAt: 'awb:Registration/catTrans_ru:DocumentNumber',
    totals: {
      'awb:Registration/catTrans_ru:AirlineIATACode': prefix,
      'awb:AWBGoodsInfo/awb:TotalPlacesQuantity': String(pieces),
      'awb:AWBGoodsInfo/awb:GrossWeightQuantity': kilograms(grossWeightG),
      'awb:AWBGoodsInfo/awb:AWBGoods/awb:PaidWeightQuantity': chargeableWeight(chargeableHalfKg),
      ...(due === undefined ? {} : { 'awb:PaymentInfo/awb:PrepaydCharge/awb:TotalAmount': money(due.total) }),
    },
    sums: {
      'awb:AWBGoodsInfo/awb:AWBGoods/awb:PlacesQuantity': String(pieces),
      'awb:AWBGoodsInfo/awb:AWBGoods/awb:GrossWeightQuantity': kilograms(grossWeightG),
    },
  };
}

/** All sheets are alike; each has the number in two corners, `210-1002 0032`, and in the third in two boxes. */
export function printedWaybill(waybill: MasterWaybill): PrintedFigures {
  const { number, grossWeightG, chargeableHalfKg } = waybill;
  const { prefix, serial } = waybillParts(number);
  const due = chargesDue(waybill);
  return {
    numbers: [],
    pattern: /(?!)/g,
    totals: [],
    everywhere: [
      `${prefix}-${serial.slice(0, 4)} ${serial.slice(4)}`,
      kilograms(grossWeightG),
      chargeableWeight(chargeableHalfKg),
      ...(due === undefined ? [] : [money(due.total)]),
    ],
  };
}
