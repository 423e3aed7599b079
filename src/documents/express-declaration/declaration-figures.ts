import { documentKinds } from '../../domain/codes/document-kinds.js';
import { totalKopecks } from '../../domain/payment.js';
import { kilograms, money } from '../../domain/units.js';
import type { PrintedFigures, XmlFigures } from '../figures.js';
import { printedDate } from '../kit/format.js';
import type { Declaration } from '../subjects.js';

const SHIPMENT = 'ecd:GoodsShipment';
const HOUSE = `${SHIPMENT}/ecd:HouseShipment`;
const WEIGHT = 'ecd:UnifiedGrossWeightQuantity/cat_ru:GoodsQuantity';

const houseWaybillsOf = ({ houses }: Declaration): string[] => houses.map(({ consignment }) => consignment.houseWaybill);

/** Gross weight, value and payments, of the whole and as the sums of its house waybills. */
export function statedDeclaration(declaration: Declaration): XmlFigures {
  const { kind, grossWeightG, valueKopecks, payments } = declaration;
  const value = `${kind === 'dteg' ? 'ecd:CustomsCost' : 'ecd:CAValueAmount'}/ecd:CurrencyQuantity`;
  const isPaid = kind === 'dteg' && payments.length > 0;
  const paid = money(totalKopecks(payments));
  return {
    numbers: houseWaybillsOf(declaration),
    numbersAt: `${HOUSE}/ecd:HouseWaybillDetails/cat_ru:PrDocumentNumber`,
    totals: {
      [`${SHIPMENT}/${WEIGHT}`]: kilograms(grossWeightG),
      [`${SHIPMENT}/${value}`]: money(valueKopecks),
      ...(isPaid ? { [`${SHIPMENT}/ecd:TotalPaymentAmountDetails/RUScat_ru:Amount`]: paid } : {}),
    },
    sums: {
      [`${HOUSE}/${WEIGHT}`]: kilograms(grossWeightG),
      [`${HOUSE}/${value}`]: money(valueKopecks),
      ...(isPaid ? { [`${HOUSE}/ecd:WayBillPaymentAmountDetails/ecd:Amount`]: paid } : {}),
    },
  };
}

/** A number that may be broken over the lines of a cell, which begin anywhere. */
const CENTRED_NUMBER = '([A-Z0-9\\s-]+?)';

/** A house waybill stands behind the master waybill in the same row: `№ 210-10020032 от 22.11.2026 02017`, `№ LP1 от 22.11.2026 02021`. */
export function printedDeclaration(declaration: Declaration): PrintedFigures {
  const { id, flight, grossWeightG, valueKopecks, payments } = declaration;
  const date = [...printedDate(flight.date)].map((character) => character.replace('.', '\\.')).join('\\s?');
  const { airWaybill, houseWaybill } = documentKinds;
  return {
    numbers: houseWaybillsOf(declaration),
    pattern: new RegExp(`${airWaybill.code}\\s№\\s${CENTRED_NUMBER}\\sот\\s${date}\\s${houseWaybill.code}(?=\\s)`, 'g'),
    totals: [
      `${kilograms(grossWeightG)} КГ (166) ${money(valueKopecks)} (RUB)`,
      ...(payments.length === 0 ? [] : [money(totalKopecks(payments))]),
    ],
    everywhere: [id],
  };
}
