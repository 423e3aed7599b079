import type { Severity } from '../../../domain/problem.js';
import type { Applicability, BarredGoods } from '../../../domain/trade-lists.js';

const POST = 'EEC Collegium Decision 62 of 28.05.2024';
/** The day on which the decision took the place of Customs Union Decision 338. */
const POST_FROM = '2024-07-03';
const PERSONAL = 'EEC Council Decision 107 of 20.12.2017, annex 6';
const MARKING = 'Registers of partners and the rules of marking, as in customs-rules 3, C22';

const barredFrom = (applies: Applicability, severity: Severity, reason: string, ...prefixes: readonly string[]): BarredGoods[] =>
  prefixes.map((prefix) => ({
    prefix,
    exceptions: [],
    applies,
    finding: 'barred_goods',
    severity,
    reason,
    ...(applies === 'postal' ? { from: POST_FROM } : {}),
    source: POST,
  }));

const notPersonal = (severity: Severity, reason: string, prefix: string, exceptions: readonly string[] = []): BarredGoods => ({
  prefix,
  exceptions,
  applies: 'individual',
  finding: 'not_personal',
  severity,
  reason,
  source: PERSONAL,
});

const marking = (applies: Applicability, reason: string, prefix: string): BarredGoods => ({
  prefix,
  exceptions: [],
  applies,
  finding: 'marking_due',
  severity: 'info',
  reason,
  source: MARKING,
});

/**
 * Few rows, each of which customs would stop: they never meet clothes, shoes, toys, cables or kitchenware. A tenant imports the
 * whole tables. Source: customs-rules 3, C10, C11, C13, C22.
 */
export const barredGoods: readonly BarredGoods[] = [
  ...barredFrom('postal', 'error', 'алкогольная продукция, пиво, спирт', '2203', '2204', '2205', '2206', '2207', '2208'),
  ...barredFrom('postal', 'error', 'табак, курительные смеси, никотин', '2401', '2402', '2403', '2404'),
  ...barredFrom('postal', 'error', 'взрывчатые вещества, пиротехника', '3601', '3602', '3603', '3604'),
  ...barredFrom('postal', 'error', 'оружие, его части и боеприпасы', '93'),
  ...barredFrom('postal', 'error', 'природные алмазы, драгоценные камни и металлы', '7102', '7103', '7106', '7108', '7110'),
  // By other ways they need a permit, which a person has to see.
  ...barredFrom('all', 'hold', 'взрывчатые вещества, пиротехника', '3601', '3602', '3603', '3604'),
  ...barredFrom('all', 'hold', 'оружие, его части и боеприпасы', '93'),
  // Outboard motors of boats are for personal use.
  notPersonal('error', 'двигатели внутреннего сгорания', '8407', ['840721']),
  notPersonal('error', 'двигатели внутреннего сгорания', '8408'),
  notPersonal('error', 'медицинская мебель', '9402'),
  notPersonal('error', 'игровые автоматы', '950430'),
  // The codes of tanning beds are recalled, not read: a person looks.
  notPersonal('hold', 'солярии', '85437051'),
  notPersonal('hold', 'солярии', '85437055'),
  marking('all', 'IMEI смартфона', '851713'),
  marking('all', 'IMEI телефона', '851714'),
  marking('company', 'маркировка духов и туалетной воды', '3303'),
  marking('company', 'маркировка шин', '4011'),
];
