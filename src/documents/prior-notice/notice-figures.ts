import { kilograms, money } from '../../domain/units.js';
import type { XmlFigures } from '../figures.js';
import type { Consolidation } from '../subjects.js';

const GOODS = 'ap:ConsignmentDetails';

/** The master waybill, and its pieces, gross weight and roubles; goods lines add up to these two. */
export function statedNotice({ waybill, houses }: Consolidation): XmlFigures {
  const weight = kilograms(waybill.grossWeightG);
  const value = money(houses.reduce((sum, { valueKopecks }) => sum + valueKopecks, 0));
  return {
    numbers: [waybill.number],
    numbersAt: `${GOODS}/ap:TransportDocumentDetails/cat_ru:PrDocumentNumber`,
    totals: {
      [`${GOODS}/ap:TotalPackageNumber`]: String(waybill.pieces),
      [`${GOODS}/ap:GrossWeightQuantity`]: weight,
      [`${GOODS}/ap:TotalAmount/RUScat_ru:Amount`]: value,
    },
    sums: {
      [`${GOODS}/ap:GoodsItem/catpi_ru:GrossWeightQuantity`]: weight,
      [`${GOODS}/ap:GoodsItem/catpi_ru:CAValueAmount/RUScat_ru:Amount`]: value,
    },
  };
}
