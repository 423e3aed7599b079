import { MAX_GOODS_ITEMS, MAX_HOUSE_WAYBILLS } from '../../domain/declaration.js';
import { type Dated, FIRST_EXPRESS_DAY } from './dated.js';

/** House waybills in a declaration. */
export const maxHouseWaybills: readonly Dated<number>[] = [
  { from: FIRST_EXPRESS_DAY, value: MAX_HOUSE_WAYBILLS, source: 'ExpressCargoDeclaration.xsd, HouseShipment 1..500', confidence: 'sure' },
];

/** Goods lines in a declaration. */
export const maxGoodsItems: readonly Dated<number>[] = [
  {
    from: FIRST_EXPRESS_DAY,
    value: MAX_GOODS_ITEMS,
    source: 'ExpressCargoDeclaration.xsd, TotalGoodsNumeric of 3 digits',
    confidence: 'sure',
  },
];

/** The most that a firm's consignment may be worth in a ДТЭГ; hundredths of a euro, exactly this much still may. */
export const expressValueCapEurHundredths: readonly Dated<number>[] = [
  {
    // The first wording of 2018 had 200 EUR; the day of the change is not known, the text of 14.09.2023 has 1000.
    from: FIRST_EXPRESS_DAY,
    value: 1_000_00,
    source: 'EEC Collegium Decision 142 of 28.08.2018, text of 14.09.2023: customs value of a house waybill at most 1000 EUR',
    confidence: 'sure',
  },
];
