// Values that nobody should send, and ways to put them into good texts, bytes and JSON.
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';

/** Stands in what is put into bodies and must never come back in a problem. */
export const CANARY = 'ZQCANARY';

/** JSON that `JSON.stringify` does not write: its text stands in the place of the value. */
class Raw {
  constructor(text) {
    this.text = text;
  }
}

const times = fc.oneof(fc.constantFrom(1, 2, 17, 50, 255, 256, 4_096, 4_097), fc.integer({ min: 1, max: 60_000 }));

/** Long runs, most of them of what patterns backtrack over. */
const run = fc
  .tuple(
    fc.constantFrom(...'a0 .,-@я=:/<&"\\\t\u00a0(', 'ab', ' a', '0.', 'a.', 'a@', '1,', '<a>', '&amp;', '\u{1f600}', 'e\u0301'),
    times,
    fc.constantFrom('', '!', 'x', ' ', '1', '"', '@', '\u0000'),
  )
  .map(([unit, count, end]) => unit.repeat(count) + end);

const told = [
  '',
  ' ',
  '\u0000',
  '\ufffe',
  '\ufeff',
  '\u202e',
  '\u200b',
  '\ue000',
  '\ud800',
  '\udc00x',
  '\u{10ffff}',
  '\u0085',
  '\r\n',
  '\t',
  '\\',
  '"',
  '<b>',
  ']]>',
  '-->',
  '<!DOCTYPE x [<!ENTITY e "e">]>&e;',
  '=HYPERLINK("http://example.com")',
  '{{7*7}}',
  "'; DROP TABLE consignment; --",
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  'true',
  '-1',
  '0',
  '00',
  '1e9',
  '1e400',
  '-0',
  '0.0',
  '99999999999999999999',
  '0.000000000000000000001',
  '١٢٣',
  '１２３',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '+275760-09-13',
  '2026-11-22T24:00:60Z',
  '2026-11-22T14:30:00+99:99',
  'ZZ',
  'RU',
  'ru',
  '4B',
  'SVO',
  'CNY',
  'RUB',
  '796',
  '%00',
  '%s%n',
  '\\N',
  '\\.',
  '\\x00',
  '$1',
  'İ',
  'ß',
  'ﬁ',
  'ё',
  'А\u0301',
  '手机壳',
  'नमस्ते',
  'مرحبا',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  CANARY,
  `${CANARY} Анна`,
  `${CANARY}@example.com`,
]; // prettier-ignore

export const hostileText = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...told) },
  { weight: 2, arbitrary: run },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units)) },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }).map((text) => CANARY + text) },
);

const hostileNumber = fc.oneof(
  fc.constantFrom(
    '0',
    '-0',
    '-1',
    '1.5',
    '1e400',
    '-1e400',
    '1e-400',
    '1E5',
    '9007199254740993',
    '2147483648',
    '1.00000000000000000001',
    '01',
    '.5',
    '5.',
    '+1',
    'NaN',
  ),
  fc.integer({ min: 1, max: 20_000 }).map((digits) => `1${'0'.repeat(digits)}`),
  fc.integer({ min: 1, max: 20_000 }).map((digits) => `0.${'0'.repeat(digits)}1`),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
); // prettier-ignore

const deep = fc
  .tuple(fc.constantFrom(['[', ']'], ['{"a":', '}'], ['[{"goods":', '}]']), fc.constantFrom(1, 10, 15, 16, 17, 200, 5_000, 100_000))
  .map(([[open, close], levels]) => open.repeat(levels) + (open.endsWith(':') ? '1' : '') + close.repeat(levels));

const many = fc
  .integer({ min: 1, max: 5_000 })
  .map((count) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`m${at}`, at])));

const hostileValue = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  { weight: 2, arbitrary: hostileNumber.map((text) => new Raw(text)) },
  { weight: 1, arbitrary: deep.map((text) => new Raw(text)) },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false, 0, 1, -1, {}, [], [[]], [null], [{}]) },
  { weight: 1, arbitrary: many },
  { weight: 1, arbitrary: fc.json().map((text) => new Raw(text)) },
);

/** Changes of a JSON value; `at` and `other` are places of it, counted round and round. */
export const jsonChanges = fc.array(
  fc.record({
    at: fc.nat(10_000),
    other: fc.nat(10_000),
    how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'twice', 'swap', 'copy', 'wrap', 'repeat'),
    name: fc.constantFrom(
      'zqMember',
      '__proto__',
      'constructor',
      '',
      'a/b~c',
      'inn',
      'value',
      'kind',
      'x'.repeat(5_000),
      '\u0000',
      '\ud800',
    ),
    value: hostileValue,
    count: fc.constantFrom(1, 2, 40, 400),
  }),
  { minLength: 1, maxLength: 4 },
);

function placesOf(root) {
  const places = [];
  const walk = (holder, key) => {
    places.push([holder, key]);
    const value = holder[key];
    if (typeof value === 'object' && value !== null && !(value instanceof Raw)) for (const name of Object.keys(value)) walk(value, name);
  };
  walk(root, 'root');
  return places;
}

const isHolder = (value) => typeof value === 'object' && value !== null && !(value instanceof Raw);

/** A JSON value after such changes, as text, with members that stand twice and texts that no value has. */
export function changedJson(value, changes) {
  const root = { root: structuredClone(value) };
  const doubled = [];
  for (const { at, other, how, name, value: to, count } of changes) {
    const places = placesOf(root);
    const [holder, key] = places[at % places.length];
    const [holder2, key2] = places[other % places.length];
    const here = holder[key];
    const there = holder2[key2];
    const copied = isHolder(there) && JSON.stringify(there).length > 20_000 ? null : cloned(there);
    if (how === 'replace') holder[key] = to;
    else if (how === 'remove') Array.isArray(holder) ? holder.splice(Number(key), 1) : key !== 'root' && delete holder[key];
    else if (how === 'add' && Array.isArray(here)) here.push(to);
    else if (how === 'add' && isHolder(here))
      Object.defineProperty(here, name, { value: to, enumerable: true, configurable: true, writable: true });
    else if (how === 'twice' && isHolder(holder) && key !== 'root' && !Array.isArray(holder)) {
      doubled.push(key);
      holder[`@@twice${doubled.length - 1}@@`] = to;
    } else if (how === 'swap') {
      holder[key] = copied;
      if (holder2[key2] !== undefined) holder2[key2] = cloned(here);
    } else if (how === 'copy') holder[key] = copied;
    else if (how === 'wrap') holder[key] = [here];
    else if (how === 'repeat' && Array.isArray(here) && here.length > 0 && here.length < 400)
      here.push(...Array.from({ length: count }, () => cloned(here[0])));
  }
  const raws = [];
  const text = JSON.stringify(root.root, (_, member) => (member instanceof Raw ? `@@raw${raws.push(member.text) - 1}@@` : member)) ?? '';
  return text
    .replaceAll(/"@@raw(\d+)@@"/g, (_, index) => raws[Number(index)])
    .replaceAll(/"@@twice(\d+)@@"/g, (_, index) => JSON.stringify(doubled[Number(index)]));
}

function cloned(value) {
  if (value instanceof Raw) return value;
  if (Array.isArray(value)) return value.map(cloned);
  return isHolder(value) ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, cloned(member)])) : value;
}

/** Changes of a text, most of them of whole words. */
export const textChanges = fc.array(
  fc.record({
    at: fc.nat(100_000),
    other: fc.nat(100_000),
    how: fc.constantFrom('word', 'word', 'word', 'insert', 'remove', 'double', 'swap'),
    text: hostileText,
  }),
  { minLength: 1, maxLength: 4 },
);

export function changedText(text, changes) {
  let now = text;
  for (const { at, other, how, text: given } of changes) {
    const words = [...now.slice(0, 40_000).matchAll(/[\p{L}\p{N}.+-]+/gu)];
    if (words.length === 0) return now + given;
    const word = words[at % words.length];
    const next = words[other % words.length];
    const [from, to] = [word.index, word.index + word[0].length];
    const start = at % (now.length + 1);
    if (how === 'word') now = now.slice(0, from) + given + now.slice(to);
    else if (how === 'insert') now = now.slice(0, start) + given + now.slice(start);
    else if (how === 'remove') now = now.slice(0, start) + now.slice(start + (other % 200));
    else if (how === 'double') now = now.slice(0, start) + now.slice(start, start + (other % 400)) + now.slice(start);
    else now = now.slice(0, from) + next[0] + now.slice(to);
  }
  return now;
}

const encodings = {
  utf16: (bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le'),
  latin1: (bytes) => Buffer.from(bytes.toString('utf8'), 'latin1'),
};
const BOMS = [Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff]), Buffer.from([0, 0, 0xfe, 0xff])];

/** Changes of bytes. */
export const byteChanges = fc.array(
  fc.record({
    at: fc.nat(10_000_000),
    how: fc.constantFrom('flip', 'flip', 'flip', 'cut', 'insert', 'remove', 'double', 'bom', 'utf16', 'latin1', 'gzip', 'zero'),
    count: fc.integer({ min: 1, max: 300 }),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
  }),
  { minLength: 1, maxLength: 4 },
);

export function changedBytes(bytes, changes) {
  let now = Buffer.from(bytes);
  for (const { at, how, count, bytes: given } of changes) {
    const start = now.length === 0 ? 0 : at % now.length;
    if (how === 'flip' && now.length > 0) now[start] ^= given[0] || 1;
    else if (how === 'cut') now = now.subarray(0, start);
    else if (how === 'insert') now = Buffer.concat([now.subarray(0, start), given, now.subarray(start)]);
    else if (how === 'remove') now = Buffer.concat([now.subarray(0, start), now.subarray(start + count)]);
    else if (how === 'double') now = Buffer.concat([now.subarray(0, start + count), now.subarray(start)]);
    else if (how === 'bom') now = Buffer.concat([BOMS[at % BOMS.length], now]);
    else if (how === 'gzip') now = gzipSync(now);
    else if (how === 'zero') now = Buffer.concat([now.subarray(0, start), Buffer.alloc(count * 100), now.subarray(start)]);
    else if (how in encodings) now = encodings[how](now);
    now = Buffer.from(now);
  }
  return now;
}
