/**
 * Units of measure by the customs' three-digit code, with the name that declarations print.
 *
 * Source: units of ТН ВЭД ЕАЭС, EEC Council Decision 80 of 14.09.2021, names as in the classifier of declarations;
 * codes are those of the Russian classifier ОКЕИ.
 */
export const units: ReadonlyMap<string, string> = new Map([
  ['006', 'М'],
  ['055', 'М2'],
  ['111', 'СМ3'],
  ['112', 'Л'],
  ['113', 'М3'],
  ['114', '1000 М3'],
  ['130', '1000 Л'],
  ['162', 'КАР'],
  ['163', 'Г'],
  ['166', 'КГ'],
  ['168', 'Т'],
  ['185', 'Т ГРП'],
  ['214', 'КВТ'],
  ['246', '1000 КВТ-Ч'],
  ['251', 'Л.С.'],
  ['305', 'КИ'],
  ['306', 'Г Д/И'],
  ['715', 'ПАР'],
  ['796', 'ШТ'],
  ['797', '100 ШТ'],
  ['798', '1000 ШТ'],
  ['831', 'Л 100% СПИРТА'],
  ['839', 'КОМПЛ'],
  ['841', 'КГ H2O2'],
  ['845', 'КГ 90% С/В'],
  ['852', 'КГ K2O'],
  ['859', 'КГ KOH'],
  ['861', 'КГ N'],
  ['863', 'КГ NAOH'],
  ['865', 'КГ P2O5'],
  ['867', 'КГ U'],
]);

/** Code of the kilogram, the unit of every weight. */
export const KILOGRAM = '166';

export const isUnit = (code: string): boolean => units.has(code);

/** Name that is printed beside the code; undefined for a code that is not on the list. */
export const unitName = (code: string): string | undefined => units.get(code);
