import { decimalSum, type Reading, type XmlFigures } from '../documents/figures.js';
import { kilograms, money } from '../domain/units.js';
import type { CheckedDocument } from './document-rows.js';

/** What an XML must state by the rows of its plan, place by place; not taken from what wrote it. */
interface Stated {
  figures: XmlFigures;
  /** Place that holds the number of the master waybill, digits only. */
  waybillAt: string | undefined;
}

const SHIPMENT = 'ecd:GoodsShipment';
const HOUSE = `${SHIPMENT}/ecd:HouseShipment`;
const WEIGHT = 'ecd:UnifiedGrossWeightQuantity/cat_ru:GoodsQuantity';
const LINE = 'rsm:ItemDetails';

/** Nothing is asked but that it can be read and is valid. */
const NOTHING: XmlFigures = { numbersAt: 'self::*[false()]', numbers: [], totals: {}, sums: {} };

/** Figures of declarations, master waybills and house manifests of a published set; of other documents none. */
export function statedBy(document: CheckedDocument): Stated {
  const { type, declaration, waybill, grossWeightG } = document;
  if (type === 'express-declaration' && declaration !== null) return declarationFigures(document);
  if (grossWeightG === null || waybill === null) return { figures: NOTHING, waybillAt: undefined };
  const [pieces, weight] = [String(document.pieces), kilograms(grossWeightG)];
  if (type === 'master-waybill') {
    const totals = { 'awb:AWBGoodsInfo/awb:TotalPlacesQuantity': pieces, 'awb:AWBGoodsInfo/awb:GrossWeightQuantity': weight };
    return { figures: { ...NOTHING, totals }, waybillAt: undefined };
  }
  if (type === 'house-manifest') {
    const totals = { 'rsm:TotalNumberOfPieces': pieces, 'rsm:TotalGrossWeight/cat_ru:GoodsQuantity': weight };
    const sums = { [`${LINE}/rsm:NumberOfPieces`]: pieces, [`${LINE}/rsm:GrossWeight/cat_ru:GoodsQuantity`]: weight };
    return { figures: { ...NOTHING, totals, sums }, waybillAt: undefined };
  }
  return { figures: NOTHING, waybillAt: undefined };
}

function declarationFigures({ kind, grossWeightG, valueKopecks }: CheckedDocument): Stated {
  const value = `${kind === 'dteg' ? 'ecd:CustomsCost' : 'ecd:CAValueAmount'}/ecd:CurrencyQuantity`;
  const [weight, roubles] = [kilograms(grossWeightG ?? 0), money(valueKopecks ?? 0)];
  const waybillAt = `${HOUSE}/ecd:TransportDocumentDetails/cat_ru:PrDocumentNumber`;
  return {
    figures: {
      numbersAt: `${HOUSE}/ecd:HouseWaybillDetails/cat_ru:PrDocumentNumber`,
      numbers: [],
      totals: { [`${SHIPMENT}/${WEIGHT}`]: weight, [`${SHIPMENT}/${value}`]: roubles },
      // Read with the sums, and not summed up.
      sums: { [`${HOUSE}/${WEIGHT}`]: weight, [`${HOUSE}/${value}`]: roubles, [waybillAt]: '' },
    },
    waybillAt,
  };
}

/** Places whose figures are not those of the plan. */
export function oddPlaces({ texts }: Reading, { figures: { totals, sums }, waybillAt }: Stated): string[] {
  const oddTotals = Object.entries(totals).filter(([place, due]) => texts[place]?.length !== 1 || texts[place][0] !== due);
  const oddSums = Object.entries(sums).filter(([place, due]) => place !== waybillAt && sumOf(texts[place] ?? [], due) !== due);
  return [...oddTotals, ...oddSums].map(([place]) => place);
}

function sumOf(texts: readonly string[], due: string): string | undefined {
  const dot = due.indexOf('.');
  try {
    return decimalSum(texts, dot < 0 ? 0 : due.length - dot - 1);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
