/**
 * Kinds of express declaration: `ptdeg` (ПТДЭГ) for individuals' goods for personal use, `dteg` (ДТЭГ) for firms' goods.
 * Source: EEC Collegium Decisions 142 of 28.08.2018 (ДТЭГ) and 158 of 16.10.2018 (ПТДЭГ).
 */
export type DeclarationKind = 'ptdeg' | 'dteg';

/** `HouseShipment` occurs at most 500 times in ExpressCargoDeclaration.xsd. */
export const MAX_HOUSE_WAYBILLS = 500;

/** `TotalGoodsNumeric` has three digits in ExpressCargoDeclaration.xsd. */
export const MAX_GOODS_ITEMS = 999;
