import type { FindingCode } from '../../src/domain/problem.js';
import { today } from './manifest.js';

/** What is wrong, where it is put (`undefined` takes the member out), and the code it is answered with; the place told, if another. */
export type Fault = [what: string, at: string, value: unknown, code: FindingCode, told?: string];

export const CONSIGNMENT = '/consignments/0';
const CONSIGNEE = `${CONSIGNMENT}/consignee`;
const PASSPORT = `${CONSIGNEE}/identityDocument`;
const GOODS = `${CONSIGNMENT}/goods/0`;
const TEXT = `${GOODS}/description`;
const WEIGHT = `${CONSIGNMENT}/grossWeightKg`;

const day = (offset: number): string => new Date(Date.parse(today) + offset * 86_400_000).toISOString().slice(0, 10);

/** One fault a line of reliability 10, at least; the reader's own specs go into depth. Each is the only fault of its manifest. */
export const faults: Record<string, Fault[]> = {
  shape: [
    ['missing member of the head', '/channel', undefined, 'required'],
    ['missing flight', '/flight', undefined, 'required'],
    ['missing member', `${CONSIGNMENT}/pieces`, undefined, 'required'],
    ['null', `${CONSIGNMENT}/bag`, null, 'type'],
    ['null for a consignment', CONSIGNMENT, null, 'type'],
    ['number for a text', `${CONSIGNEE}/inn`, 500100732259, 'type'],
    ['text for a number', `${CONSIGNMENT}/pieces`, '1', 'type'],
    ['array where an object is due', CONSIGNEE, [], 'type'],
    ['object where an array is due', `${CONSIGNMENT}/goods`, {}, 'type'],
    ['empty array', `${CONSIGNMENT}/goods`, [], 'min_items'],
    ['unknown member', `${CONSIGNMENT}/weight`, '1', 'unknown_property'],
    ['unknown member to be escaped', '/a~1b~0c', 1, 'unknown_property'],
    ['member of every object', `${CONSIGNMENT}/constructor`, {}, 'unknown_property'],
    ['__proto__', `${CONSIGNMENT}/__proto__`, { bag: 'X' }, 'unknown_property'],
    ['tenant unlike the credential', '/tenant', 'Somebody else', 'tenant_mismatch'],
  ],
  text: [
    ['empty', TEXT, '', 'blank'],
    ['blank', TEXT, ' \u00a0 ', 'blank'],
    ['too long', TEXT, 'ё'.repeat(1_001), 'max_length'],
    ['longer than any text', TEXT, 'x'.repeat(5_000), 'max_length'],
    ['space at the beginning', TEXT, ' Чехол', 'outer_space'],
    ['space at the end', `${CONSIGNEE}/lastName`, 'Иванова ', 'outer_space'],
    ['C0', TEXT, 'a\u0007b', 'illegal_character'],
    ['C1', TEXT, 'a\u0085b', 'illegal_character'],
    ['U+0000', TEXT, 'a\u0000b', 'illegal_character'],
    ['U+0000 in a code', `${CONSIGNMENT}/houseWaybill`, 'LP\u00001', 'illegal_character'],
    ['U+FFFE', TEXT, 'a\ufffeb', 'illegal_character'],
    ['U+FFFF', TEXT, 'a\uffffb', 'illegal_character'],
    ['lone surrogate', TEXT, 'a\ud800b', 'illegal_character'],
    ['right-to-left override', TEXT, 'a\u202eb', 'illegal_character'],
    ['zero-width space', TEXT, 'a\u200bb', 'illegal_character'],
    ['private use', TEXT, 'a\ue000b', 'illegal_character'],
    ['LF', TEXT, 'a\nb', 'line_break'],
    ['CR', TEXT, 'a\rb', 'line_break'],
    ['line separator', TEXT, 'a\u2028b', 'line_break'],
    ['Chinese', TEXT, '手机壳', 'unrenderable_character'],
    ['emoji', TEXT, 'Чехол \u{1f600}', 'unrenderable_character'],
  ],
  'markup in codes': [
    ['markup', `${CONSIGNMENT}/bag`, '<b>', 'format'],
    ['entity', `${CONSIGNMENT}/orderNumber`, '&amp;', 'format'],
    ['formula', `${CONSIGNMENT}/orderNumber`, '=HYPERLINK()', 'format'],
    ['template', `${CONSIGNMENT}/houseWaybill`, '{{7*7}}', 'format'],
    ['SQL', `${CONSIGNMENT}/houseWaybill`, "'; DROP", 'format'],
    ['path', '/manifestId', '../../etc/passwd', 'format'],
    ['script', `${GOODS}/url`, 'javascript:alert(1)', 'format'],
  ],
  numbers: [
    ['number for a decimal', WEIGHT, 0.432, 'type'],
    ['exponent', WEIGHT, '4e-1', 'format'],
    ['comma', WEIGHT, '0,432', 'format'],
    ['plus', WEIGHT, '+0.432', 'format'],
    ['leading zeros', WEIGHT, '00.432', 'format'],
    ['too many decimals of a weight', WEIGHT, '0.4320', 'decimal_scale'],
    ['too many decimals of money', `${GOODS}/value/amount`, '35.001', 'decimal_scale'],
    ['zero', WEIGHT, '0.000', 'range'],
    ['negative', WEIGHT, '-0.432', 'range'],
    ['over maximum', WEIGHT, '10000', 'range'],
    ['no pieces', `${CONSIGNMENT}/pieces`, 0, 'range'],
    ['half a piece', `${CONSIGNMENT}/pieces`, 1.5, 'type'],
    ['revision that no database holds', '/revision', 2 ** 31, 'range'],
    ['net over gross', `${GOODS}/netWeightKg`, '0.433', 'net_over_gross'],
    ['total unlike the sum', WEIGHT, '0.431', 'total_mismatch'],
  ],
  dates: [
    ['impossible day', `${CONSIGNEE}/birthDate`, '1985-02-30', 'date_invalid'],
    ['another form', '/flight/date', '22.11.2026', 'date_invalid'],
    ['no zone', '/flight/departsAt', `${today}T14:30:00`, 'date_invalid'],
    // A day more than the rule says, because the service's day may be another than this one's.
    ['long past', '/flight/date', day(-32), 'date_range'],
    ['far ahead', '/flight/date', day(367), 'date_range'],
    ['birth in the future', `${CONSIGNEE}/birthDate`, day(2), 'date_range'],
    ['issue in the future', `${PASSPORT}/issuedOn`, day(2), 'date_range'],
    ['arrival before departure', '/flight/arrivesAt', `${today}T06:00:00Z`, 'date_range'],
  ],
  codes: [
    ['unknown country', `${CONSIGNEE}/address/country`, 'ZZ', 'unknown_code'],
    ['unknown currency', `${GOODS}/value/currency`, 'ZZZ', 'unknown_code'],
    ['unknown airport', '/flight/destination', 'ZZZ', 'unknown_code'],
    ['unknown carrier', '/flight/carrier', 'ZZ', 'unknown_code'],
    ['unknown unit', `${GOODS}/unit`, '999', 'unknown_code'],
    ['unknown channel', '/channel', 'sea', 'unknown_code'],
    ['unknown kind', `${CONSIGNEE}/kind`, 'person', 'unknown_code'],
    ['5 digits of commodity code', `${GOODS}/commodityCode`, '39269', 'format'],
    ['letters in a commodity code', `${GOODS}/commodityCode`, '39269097O9', 'format'],
    ['country in lower case', `${CONSIGNEE}/address/country`, 'ru', 'format'],
    ['airport in lower case', '/flight/origin', 'hgh', 'format'],
    ['currency in lower case', `${GOODS}/value/currency`, 'cny', 'format'],
    ['house waybill in lower case', `${CONSIGNMENT}/houseWaybill`, 'lp1', 'format'],
  ],
  people: [
    ['INN of 11 digits', `${CONSIGNEE}/inn`, '50010073225', 'inn_length'],
    ['check digits of an INN', `${CONSIGNEE}/inn`, '500100732258', 'inn_checksum'],
    ['passport series', `${PASSPORT}/series`, '45 09', 'passport_format'],
    ['passport number', `${PASSPORT}/number`, '12345', 'passport_format'],
    ['passport issuer', `${PASSPORT}/issuerCode`, '770001', 'passport_format'],
    ['Cyrillic where Latin is due', `${CONSIGNMENT}/consignor/name`, 'HANGZHOU СО., LTD', 'script'],
    ['phone', `${CONSIGNEE}/phone`, '89161234567', 'format'],
    ['e-mail', `${CONSIGNEE}/email`, 'anna.example.com', 'format'],
    ['no document', PASSPORT, undefined, 'required_if'],
    ['no series of a Russian passport', `${PASSPORT}/series`, undefined, 'required_if'],
    ['no tax number', `${CONSIGNEE}/inn`, undefined, 'required_if'],
    ['firm with a wrong INN', CONSIGNEE, firm('7707083894'), 'inn_checksum', `${CONSIGNEE}/inn`],
  ],
};

function firm(inn: string) {
  return { kind: 'company', name: 'ООО «Ромашка»', inn, address: { country: 'RU', city: 'Москва' } };
}

/** Free text that means something elsewhere; here it is text. */
export const hostileTexts = [
  '<b>жирный</b>',
  'Tom & Jerry &amp; &#65; &lt;',
  'конец ]]> раздела',
  '--> <!-- примечание',
  '<!DOCTYPE x [<!ENTITY e "e">]>&e;',
  '<?xml version="1.0"?>',
  '=HYPERLINK("http://example.com";"x")',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '{{7*7}} <%= 7*7 %> #{7*7}',
  "'; DROP TABLE consignment; --",
  '../../etc/passwd',
  '__proto__',
  '\\N \\t \\u0000 %00 %s',
  '"кавычки" \'и\' «ёлочки»',
  'два  пробела',
];

/** Bodies that are not one well-formed JSON value, made of a good one. All are 400. */
export const malformed: [what: string, make: (json: string) => string | Uint8Array][] = [
  ['nothing', () => ''],
  ['space', () => ' \n '],
  ['cut off', (json) => json.slice(0, -1)],
  ['cut off in a text', (json) => json.slice(0, json.indexOf('Чехол') + 3)],
  ['comment', (json) => json.replace('"pieces"', '/* one */ "pieces"')],
  ['comma before a brace', (json) => json.replace('"pieces":1', '"pieces":1,').replace(',,', ',}')],
  ['comma at the end', (json) => json.replace(/}$/, ',}')],
  ['NaN', (json) => json.replace('"pieces":1', '"pieces":NaN')],
  ['Infinity', (json) => json.replace('"pieces":1', '"pieces":Infinity')],
  ['single quotes', (json) => json.replaceAll('"', "'")],
  ['leading zero of a number', (json) => json.replace('"pieces":1', '"pieces":01')],
  ['control in a text', (json) => json.replace('Чехол', 'Чехол\u0007')],
  ['wrong escape', (json) => json.replace('Чехол', '\\x41')],
  ['member twice in the head', (json) => json.replace('"revision":1', '"revision":1,"revision":1')],
  ['member twice in a consignment', (json) => json.replace('"pieces":1', '"pieces":1,"pieces":1')],
  ['member twice, escaped', (json) => json.replace('"pieces":1', '"pieces":1,"piece\\u0073":1')],
  ['17 levels', (json) => json.replace('"revision":1', `"revision":${'['.repeat(16)}1${']'.repeat(16)}`)],
  ['far too many levels', (json) => json.replace('"pieces":1', `"pieces":${'['.repeat(100_000)}`)],
  ['two values', (json) => `${json}{}`],
  ['not UTF-8', (json) => Buffer.from(json, 'latin1')],
  ['overlong UTF-8', (json) => Buffer.from(Buffer.from(json).toString('latin1').replace('pieces', 'pie\xc1\xa3es'), 'latin1')],
  ['surrogates as UTF-8', (json) => Buffer.from(Buffer.from(json).toString('latin1').replace('LP-', '\xed\xa0\x80'), 'latin1')],
  ['UTF-16', (json) => Buffer.from(json, 'utf16le')],
];
