import { manifestExample } from './manifest.example.js';
import type { ManifestEntry } from './manifest-source.js';
import type { ReadOptions } from './read-manifest.js';
import { readManifest } from './read-manifest.js';

const options = { today: '2026-11-22' };

async function* whole(bytes: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield Buffer.from(bytes);
}

async function read(body: string | Uint8Array, more: Partial<ReadOptions> = {}) {
  const reader = readManifest(whole(body), { format: 'json', ...options, ...more });
  const entries: ManifestEntry[] = [];
  for await (const batch of reader) entries.push(...batch);
  return { reader, entries, found: reader.findings.list.map(({ pointer, code }) => `${code} ${pointer}`) };
}

/** The example with one place changed; a value of `undefined` takes the member out. */
function changed(pointer: string, value: unknown): string {
  const manifest = structuredClone(manifestExample);
  const names = pointer.split('/').slice(1);
  const last = names.pop() ?? '';
  const holder = names.reduce<unknown>((place, name) => Reflect.get(Object(place), name), manifest);
  if (value === undefined) Reflect.deleteProperty(Object(holder), last);
  else Reflect.set(Object(holder), last, value);
  return JSON.stringify(manifest);
}

const FIRST = '/consignments/0';
const CONSIGNEE = `${FIRST}/consignee`;
const GOODS = `${FIRST}/goods/0`;
const FIRM = {
  kind: 'company',
  name: 'ООО «Ромашка»',
  inn: '7707083893',
  kpp: '770701001',
  ogrn: '1027700132195',
  phone: '+74951234567',
  address: { country: 'RU', city: 'Москва' },
};

describe('a good manifest', () => {
  it('is read whole', async () => {
    const { reader, entries } = await read(JSON.stringify(manifestExample));
    const { consignments, ...head } = manifestExample;
    expect(reader.findings.count).toBe(0);
    expect(reader.head).toEqual({ head, channel: 'express', findings: [] });
    expect(reader.count).toBe(1);
    expect([...reader.late()]).toEqual([]);
    expect(entries).toEqual([
      {
        index: 0,
        consignment: consignments[0],
        houseWaybill: 'LP00675043231560',
        body: JSON.stringify(consignments[0]),
        bytes: Buffer.from(JSON.stringify(consignments[0])),
        findings: [],
        findingCount: 0,
      },
    ]);
  });

  it.each([
    ['a firm', changed(CONSIGNEE, FIRM)],
    ['a sole trader', changed(CONSIGNEE, { ...FIRM, inn: '500100732259', ogrn: '304500116000157' })],
    ['space everywhere', ` \r\n${JSON.stringify(manifestExample, null, '\t ').replaceAll(',\n', ' ,\r\n')}\n\n`],
    ['escapes', JSON.stringify(manifestExample).replaceAll('а', '\\u0430').replaceAll('/', '\\/')],
    ['a foreign passport', changed(`${CONSIGNEE}/identityDocument`, { kind: '10', number: 'E12345678' })],
    ['29 February', changed(`${CONSIGNEE}/birthDate`, '1984-02-29')],
    ['a flight 30 days ago', changed('/flight/date', '2026-10-23')],
    ['a flight in 365 days', changed('/flight/date', '2027-11-22')],
    ['whole numbers', changed(`${FIRST}/dimensionsCm`, { length: '1', width: '0.5', height: '999.99' })],
    ['1 000 characters of description', changed(`${GOODS}/description`, 'ё'.repeat(1_000))],
    ['no net weight', changed(`${GOODS}/netWeightKg`, undefined)],
    ['net equal to gross', changed(`${GOODS}/netWeightKg`, '0.4320'.slice(0, 5))],
    ['a web address without a scheme', changed(`${GOODS}/url`, 'www.ozon.ru/product/1?a=b')],
  ])('may have %s', async (_name, body) => expect((await read(body)).found).toEqual([]));

  it.each([
    '<b>bold</b>',
    'Tom & Jerry',
    'a ]]> b',
    '<!-- c -->',
    '<!DOCTYPE x>',
    '=HYPERLINK("x")',
    '{{7*7}}',
    "'; DROP TABLE consignment",
    '../../etc/passwd',
    '-1+1',
    '@SUM(A1)',
    'null',
    '__proto__',
    '"quoted" \\ back',
    '№ 5 — «ёлка»',
    '%00',
    '$ref',
    '\\u0000 as six characters',
  ])('brings %s back exactly', async (description) => {
    const { entries, found } = await read(changed(`${GOODS}/description`, description));
    expect(found).toEqual([]);
    expect(entries[0].consignment?.goods[0].description).toBe(description);
    expect(JSON.parse(entries[0].body ?? '').goods[0].description).toBe(description);
  });
});

const shapes: [string, string, unknown, string][] = [
  ['missing head member', '/revision', undefined, 'required'],
  ['missing flight', '/flight', undefined, 'required'],
  ['missing consignments', '/consignments', undefined, 'required'],
  ['missing member', `${FIRST}/pieces`, undefined, 'required'],
  ['missing surname', `${CONSIGNEE}/lastName`, undefined, 'required'],
  ['missing city', `${CONSIGNEE}/address/city`, undefined, 'required'],
  ['missing kind', `${CONSIGNEE}/kind`, undefined, 'required'],
  ['null', `${FIRST}/bag`, null, 'type'],
  ['null list', '/consignments', null, 'type'],
  ['null object', CONSIGNEE, null, 'type'],
  ['null consignment', FIRST, null, 'type'],
  ['number consignment', FIRST, 17, 'type'],
  ['string consignment', FIRST, 'LP1, LP2] }', 'type'],
  ['list for a consignment', FIRST, [], 'type'],
  ['list for an object', CONSIGNEE, [], 'type'],
  ['object for a list', `${FIRST}/goods`, {}, 'type'],
  ['object for the consignments', '/consignments', {}, 'type'],
  ['object for a string', `${FIRST}/houseWaybill`, {}, 'type'],
  ['number for a string', `${CONSIGNEE}/inn`, 500100732259, 'type'],
  ['boolean for a code', `${CONSIGNEE}/address/country`, true, 'type'],
  ['string for a number', `${FIRST}/pieces`, '1', 'type'],
  ['fraction', `${FIRST}/pieces`, 1.5, 'type'],
  ['empty list', `${FIRST}/goods`, [], 'min_items'],
  ['no consignments', '/consignments', [], 'min_items'],
  ['unknown member', `${FIRST}/weight`, '1', 'unknown_property'],
  ['unknown member of the head', '/sender', 'x', 'unknown_property'],
  ['unknown member in depth', `${GOODS}/value/rate`, '1', 'unknown_property'],
  ['unknown member of Object', `${FIRST}/constructor`, 'x', 'unknown_property'],
  ['unknown kind', `${CONSIGNEE}/kind`, 'person', 'unknown_code'],
  ['kind of Object', `${CONSIGNEE}/kind`, 'constructor', 'unknown_code'],
  ['unknown channel', '/channel', 'sea', 'unknown_code'],
  ['tenant', '/tenant', 'another', 'tenant_mismatch'],
];

const D = `${GOODS}/description`;
const texts: [string, string, unknown, string][] = [
  ['empty', D, '', 'blank'],
  ['blank', D, ' \t\u00a0', 'blank'],
  ['blank code', `${FIRST}/bag`, '  ', 'blank'],
  ['blank decimal', `${FIRST}/grossWeightKg`, '', 'blank'],
  ['too long', D, 'ё'.repeat(1_001), 'max_length'],
  ['long name', `${CONSIGNEE}/lastName`, 'И'.repeat(151), 'max_length'],
  ['names too long together', `${CONSIGNEE}/lastName`, 'И'.repeat(140), 'max_length'],
  ['long city', `${CONSIGNEE}/address/city`, 'М'.repeat(36), 'max_length'],
  ['long number', `${FIRST}/houseWaybill`, '1'.repeat(33), 'max_length'],
  ['long bag', `${FIRST}/bag`, '1'.repeat(36), 'max_length'],
  ['long e-mail', `${CONSIGNEE}/email`, `${'a'.repeat(40)}@example.com`, 'max_length'],
  ['leading space', D, ' Чехол', 'outer_space'],
  ['trailing no-break space', D, 'Чехол\u00a0', 'outer_space'],
  ['space before a code', `${FIRST}/houseWaybill`, ' LP1', 'outer_space'],
  ['U+0000', D, 'a\u0000b', 'illegal_character'],
  ['C0', D, 'a\u0007b', 'illegal_character'],
  ['TAB', D, 'a\tb', 'illegal_character'],
  ['C1', D, 'a\u0085b', 'illegal_character'],
  ['DEL', D, 'a\u007fb', 'illegal_character'],
  ['U+FFFE', D, 'a\ufffeb', 'illegal_character'],
  ['U+FFFF', D, 'a\uffffb', 'illegal_character'],
  ['lone surrogate', D, 'a\ud800b', 'illegal_character'],
  ['low surrogate', D, 'a\udc00', 'illegal_character'],
  ['right-to-left override', D, 'a\u202eb', 'illegal_character'],
  ['isolate', D, 'a\u2066b', 'illegal_character'],
  ['zero-width space', D, 'a\u200bb', 'illegal_character'],
  ['byte order mark', D, '\ufeffab', 'illegal_character'],
  ['soft hyphen', D, 'a\u00adb', 'illegal_character'],
  ['private use', D, 'a\ue000b', 'illegal_character'],
  ['private use beyond U+FFFF', D, 'a\u{f0000}b', 'illegal_character'],
  ['U+0000 in a code', `${FIRST}/houseWaybill`, 'LP\u00001', 'illegal_character'],
  ['LF', D, 'a\nb', 'line_break'],
  ['CR', D, 'a\rb', 'line_break'],
  ['line separator', D, 'a\u2028b', 'line_break'],
  ['Chinese', D, '手机壳', 'unrenderable_character'],
  ['Chinese in a web address', `${GOODS}/url`, 'https://example.com/手机', 'unrenderable_character'],
  ['override in a web address', `${GOODS}/url`, 'https://example.com/\u202eexe', 'illegal_character'],
  ['U+0000 in a web address', `${GOODS}/url`, 'https://example.com/\u0000', 'illegal_character'],
  ['emoji', D, 'Чехол \u{1f600}', 'unrenderable_character'],
  ['rouble sign', D, '5 \u20bd', 'unrenderable_character'],
  ['Cyrillic where Latin is due', `${GOODS}/descriptionEn`, 'Phone сase', 'script'],
  ['Cyrillic consignor', `${FIRST}/consignor/name`, 'ООО SAMPLE', 'script'],
  ['consignor of marks alone', `${FIRST}/consignor/name`, '***', 'script'],
  ['Chinese consignor', `${FIRST}/consignor/name`, '杭州', 'unrenderable_character'],
];

const W = `${FIRST}/grossWeightKg`;
const numbers: [string, string, unknown, string][] = [
  ['number for a decimal', W, 0.432, 'type'],
  ['number for money', `${GOODS}/value/amount`, 35, 'type'],
  ['exponent', W, '4e-1', 'format'],
  ['comma', W, '0,432', 'format'],
  ['plus sign', W, '+0.432', 'format'],
  ['leading zero', W, '00.432', 'format'],
  ['leading zero of a whole number', `${GOODS}/quantity`, '01', 'format'],
  ['no digit before the point', W, '.432', 'format'],
  ['no digit behind the point', W, '1.', 'format'],
  ['hexadecimal', W, '0x1', 'format'],
  ['NaN', W, 'NaN', 'format'],
  ['other digits', W, '\u0661', 'format'],
  ['space within', W, '0. 432', 'format'],
  ['four decimals of a weight', W, '0.4320', 'decimal_scale'],
  ['three decimals of money', `${GOODS}/value/amount`, '35.001', 'decimal_scale'],
  ['four decimals of a quantity', `${GOODS}/quantity`, '1.0001', 'decimal_scale'],
  ['zero weight', W, '0', 'range'],
  ['zero weight with decimals', W, '0.000', 'range'],
  ['negative weight', W, '-0.432', 'range'],
  ['weight over maximum', W, '10000', 'range'],
  ['weight far over maximum', W, '9'.repeat(400), 'range'],
  ['zero value', `${GOODS}/value/amount`, '0.00', 'range'],
  ['zero quantity', `${GOODS}/quantity`, '0', 'range'],
  ['no pieces', `${FIRST}/pieces`, 0, 'range'],
  ['negative pieces', `${FIRST}/pieces`, -1, 'range'],
  ['pieces over maximum', `${FIRST}/pieces`, 10_000, 'range'],
  ['revision 0', '/revision', 0, 'range'],
  ['huge revision', '/revision', 1e300, 'range'],
  ['dimension over maximum', `${FIRST}/dimensionsCm/length`, '1000', 'range'],
  ['net over gross', `${GOODS}/netWeightKg`, '0.433', 'net_over_gross'],
  ['total unlike the sum', W, '0.431', 'total_mismatch'],
];

const dates: [string, string, unknown, string][] = [
  ['impossible day', `${CONSIGNEE}/birthDate`, '1985-02-30', 'date_invalid'],
  ['impossible month', `${CONSIGNEE}/birthDate`, '1985-13-01', 'date_invalid'],
  ['no leap year', `${CONSIGNEE}/birthDate`, '1985-02-29', 'date_invalid'],
  ['Russian form', '/flight/date', '22.11.2026', 'date_invalid'],
  ['instant for a day', '/flight/date', '2026-11-22T00:00:00Z', 'date_invalid'],
  ['letters for digits', '/flight/date', '2026-1a-22', 'date_invalid'],
  ['no zone', '/flight/departsAt', '2026-11-22T14:30:00', 'date_invalid'],
  ['day for an instant', '/flight/departsAt', '2026-11-22', 'date_invalid'],
  ['hour 24', '/flight/departsAt', '2026-11-22T24:30:00Z', 'date_invalid'],
  ['flight 31 days past', '/flight/date', '2026-10-22', 'date_range'],
  ['flight 366 days ahead', '/flight/date', '2027-11-23', 'date_range'],
  ['arrival before departure', '/flight/arrivesAt', '2026-11-22T06:29:00Z', 'date_range'],
  ['birth in the future', `${CONSIGNEE}/birthDate`, '2026-11-23', 'date_range'],
  ['issue in the future', `${CONSIGNEE}/identityDocument/issuedOn`, '2026-11-23', 'date_range'],
  ['passport of a child', `${CONSIGNEE}/identityDocument/issuedOn`, '1999-02-02', 'date_range'],
  ['birth long ago', `${CONSIGNEE}/birthDate`, '0985-02-03', 'date_range'],
];

const codes: [string, string, unknown, string][] = [
  ['unknown country', `${CONSIGNEE}/address/country`, 'ZZ', 'unknown_code'],
  ['unknown currency', `${GOODS}/value/currency`, 'ZZZ', 'unknown_code'],
  ['unknown airport', '/flight/destination', 'ZZZ', 'unknown_code'],
  ['unknown destination', `${FIRST}/destination`, 'ZZZ', 'unknown_code'],
  ['unknown carrier', '/flight/carrier', 'ZZ', 'unknown_code'],
  ['carrier of three letters where two are due', '/flight/carrier', 'TUP', 'format'],
  ['airport of two letters where three are due', '/flight/origin', 'HG', 'format'],
  ['unknown unit', `${GOODS}/unit`, '999', 'unknown_code'],
  ['lower case country', `${CONSIGNEE}/address/country`, 'ru', 'format'],
  ['lower case airport', '/flight/origin', 'hgh', 'format'],
  ['lower case currency', `${GOODS}/value/currency`, 'cny', 'format'],
  ['three letters of a country', `${GOODS}/originCountry`, 'CHN', 'format'],
  ['flight number', '/flight/number', '81O1', 'format'],
  ['5 digits of commodity code', `${GOODS}/commodityCode`, '39269', 'format'],
  ['7 digits of commodity code', `${GOODS}/commodityCode`, '3926909', 'format'],
  ['11 digits of commodity code', `${GOODS}/commodityCode`, '39269097090', 'format'],
  ['letters in a commodity code', `${GOODS}/commodityCode`, '39269097O9', 'format'],
  ['lower case house waybill', `${FIRST}/houseWaybill`, 'lp00675043231560', 'format'],
  ['path for a house waybill', `${FIRST}/houseWaybill`, '../../etc/passwd', 'format'],
  ['markup for a bag', `${FIRST}/bag`, '<b>', 'format'],
  ['formula for an order number', `${FIRST}/orderNumber`, '=HYPERLINK()', 'format'],
  ['path for a manifest', '/manifestId', '../x', 'format'],
  ['script for a web address', `${GOODS}/url`, 'javascript:alert(1)', 'format'],
];

const people: [string, string, unknown, string][] = [
  ['11 digits', `${CONSIGNEE}/inn`, '50010073225', 'inn_length'],
  ['number of a firm for a person', `${CONSIGNEE}/inn`, '7707083893', 'inn_length'],
  ['check digits', `${CONSIGNEE}/inn`, '500100732258', 'inn_checksum'],
  ['all zero', `${CONSIGNEE}/inn`, '000000000000', 'inn_checksum'],
  ['letters', `${CONSIGNEE}/inn`, '50010073225A', 'format'],
  ['passport series', `${CONSIGNEE}/identityDocument/series`, '45 09', 'passport_format'],
  ['passport number', `${CONSIGNEE}/identityDocument/number`, '12345', 'passport_format'],
  ['passport number 000000', `${CONSIGNEE}/identityDocument/number`, '000000', 'passport_format'],
  ['passport issuer', `${CONSIGNEE}/identityDocument/issuerCode`, '770001', 'passport_format'],
  ['no passport series', `${CONSIGNEE}/identityDocument/series`, undefined, 'required_if'],
  ['kind of document', `${CONSIGNEE}/identityDocument/kind`, 'passport', 'max_length'],
  ['phone without plus', `${CONSIGNEE}/phone`, '89161234567', 'format'],
  ['short Russian phone', `${CONSIGNEE}/phone`, '+7916123456', 'format'],
  ['phone with words', `${CONSIGNEE}/phone`, '+7 916 call me', 'format'],
  ['e-mail without at', `${CONSIGNEE}/email`, 'anna.example.com', 'format'],
  ['e-mail with two', `${CONSIGNEE}/email`, 'anna@b@example.com', 'format'],
  ['Russian postcode', `${CONSIGNEE}/address/postcode`, '10100', 'format'],
  ['no document', `${CONSIGNEE}/identityDocument`, undefined, 'required_if'],
  ['no tax number', `${CONSIGNEE}/inn`, undefined, 'required_if'],
];

describe.each([
  ['shape', shapes],
  ['text', texts],
  ['numbers', numbers],
  ['dates', dates],
  ['codes', codes],
  ['people', people],
])('fault of %s', (_kind, table) => {
  it.each(table)('%s at %s', async (_name, pointer, value, code) => {
    const { found, reader } = await read(changed(pointer, value));
    expect(found).toEqual([`${code} ${pointer}`]);
    expect(reader.findings.count).toBe(1);
    expect((await read(JSON.stringify(manifestExample))).found).toEqual([]);
  });
});

describe('limits of a list', () => {
  it.each([
    [999, []],
    [1_000, [`max_items ${FIRST}/goods`]],
  ])('%i goods lines', async (count, expected) => {
    const manifest = structuredClone(manifestExample);
    const [first] = manifest.consignments;
    first.goods = Array.from({ length: count }, () => ({ ...first.goods[0], grossWeightKg: '0.010', netWeightKg: '0.010' }));
    first.grossWeightKg = `${count / 100}`;
    expect((await read(JSON.stringify(manifest))).found).toEqual(expected);
  });
});

describe('faults of a firm', () => {
  it.each([
    ['inn', '7707083894', 'inn_checksum'],
    ['inn', '77070838', 'inn_length'],
    ['inn', undefined, 'required'],
    ['kpp', '7707010', 'format'],
    ['ogrn', '1027700132194', 'format'],
    ['ogrn', '102770013219X', 'format'],
    ['lastName', 'Иванова', 'unknown_property'],
  ])('%s %s', async (member, value, code) => {
    expect((await read(changed(CONSIGNEE, { ...FIRM, [member]: value }))).found).toEqual([`${code} ${CONSIGNEE}/${member}`]);
  });
});

describe('findings', () => {
  it('name all faults in document order, rules about several members where they stand', async () => {
    const manifest = structuredClone(manifestExample);
    const [first] = manifest.consignments;
    first.grossWeightKg = '0.5';
    first.bag = '<';
    first.goods[0].netWeightKg = '0.6';
    first.goods[0].unit = '1';
    Reflect.deleteProperty(first.consignee, 'inn');
    manifest.consignments.push({ ...first, grossWeightKg: '' });
    Reflect.set(manifest, 'z/~', 1);
    manifest.flight.carrier = '??';
    const { found, reader } = await read(JSON.stringify(manifest));
    const faults = (index: number, weight: string) => [
      `format /consignments/${index}/bag`,
      `${weight} /consignments/${index}/grossWeightKg`,
      `required_if /consignments/${index}/consignee/inn`,
      `format /consignments/${index}/goods/0/unit`,
      `net_over_gross /consignments/${index}/goods/0/netWeightKg`,
    ];
    expect(found).toEqual(['format /flight/carrier', ...faults(0, 'total_mismatch'), ...faults(1, 'blank'), 'unknown_property /z~1~0']);
    expect(reader.head).toMatchObject({ channel: 'express', head: undefined });
  });

  it('tell several faults of one text', async () => {
    const { found } = await read(changed(`${GOODS}/descriptionEn`, ` \u0001手ж\n${'x'.repeat(1_000)}`));
    const codesFound = found.map((line) => line.split(' ')[0]);
    expect(codesFound).toEqual(['max_length', 'outer_space', 'line_break', 'illegal_character', 'unrenderable_character', 'script']);
  });

  it('take __proto__ for an unknown member and change no prototype', async () => {
    const body = JSON.stringify(manifestExample).replace('"pieces":1', '"pieces":1,"__proto__":{"bag":"X"}');
    const { found, entries } = await read(body);
    expect(found).toEqual([`unknown_property ${FIRST}/__proto__`]);
    expect(entries[0].consignment).toBeUndefined();
    expect(Reflect.get({}, 'bag')).toBeUndefined();
    const { found: inHead } = await read(JSON.stringify(manifestExample).replace('"revision":1', '"revision":1,"__proto__":{}'));
    expect(inHead).toEqual(['unknown_property /__proto__']);
  });

  it('repeat no value of the sender', async () => {
    const secrets = ['Тайнова', '4510999888', 'secret@@mail', 'ул. Тайная\u0000', '+7000', '500100732250'];
    const manifest = structuredClone(manifestExample);
    const { consignee } = manifest.consignments[0];
    Object.assign(consignee, { lastName: ` ${secrets[0]}`, email: secrets[2], phone: secrets[4], inn: secrets[5] });
    consignee.identityDocument.number = secrets[1];
    consignee.address.street = secrets[3];
    const { reader } = await read(JSON.stringify(manifest));
    expect(reader.findings.count).toBe(6);
    const told = JSON.stringify(reader.findings.list);
    for (const secret of secrets) expect(told).not.toContain(secret.trim().slice(0, 6));
  });

  it('do not repeat a member name that is too long', async () => {
    const { reader } = await read(changed(`${CONSIGNEE}/${'x'.repeat(500)}`, 1));
    expect(reader.findings.list).toMatchObject([{ pointer: CONSIGNEE, code: 'unknown_property' }]);
  });

  it('are counted exactly and listed up to a thousand', async () => {
    const manifest = structuredClone(manifestExample);
    const [first] = manifest.consignments;
    const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`x${i}`, 1]));
    const { reader, entries } = await read(
      JSON.stringify({
        ...manifest,
        consignments: [
          { ...first, ...many },
          { ...first, ...many },
        ],
      }),
    );
    expect(reader.findings.count).toBe(6_000);
    expect(reader.findings.list).toHaveLength(1_000);
    expect(entries.map(({ findingCount }) => findingCount)).toEqual([3_000, 3_000]);
  });

  it('come with the number and the text of a faulty consignment', async () => {
    const manifest = structuredClone(manifestExample);
    const [first] = manifest.consignments;
    const bodies = [{ ...first, pieces: 0 }, { ...first, houseWaybill: '?' }, 5];
    const { entries } = await read(JSON.stringify({ ...manifest, consignments: bodies }, null, 2));
    expect(entries.map(({ houseWaybill }) => houseWaybill)).toEqual(['LP00675043231560', undefined, undefined]);
    expect(entries.map(({ body }) => (body === undefined ? undefined : JSON.parse(body)))).toEqual([bodies[0], bodies[1], undefined]);
  });
});

describe('canonical text', () => {
  const [first] = manifestExample.consignments;
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([name, inner]) => [name, reversed(inner)]),
    );
  };

  it.each([
    ['as described', JSON.stringify(manifestExample)],
    ['members in another order', JSON.stringify(reversed(manifestExample))],
    ['with space', JSON.stringify(manifestExample, null, 3)],
    ['escaped', JSON.stringify(manifestExample).replaceAll('И', '\\u0418')],
    ['other form of a number', JSON.stringify(manifestExample).replace('"pieces":1', '"pieces":1.0')],
    ['as NDJSON', `${JSON.stringify({ ...manifestExample, consignments: undefined })}\n${JSON.stringify(first)}`],
  ])('is the same for a body %s', async (name, body) => {
    const { entries, found } = await read(body, { format: name === 'as NDJSON' ? 'ndjson' : 'json' });
    expect(found).toEqual([]);
    expect(entries[0].body).toBe(JSON.stringify(first));
  });

  it('keeps values untouched', async () => {
    const { entries } = await read(changed(`${FIRST}/dimensionsCm/length`, '24.50'));
    expect(entries[0].consignment?.dimensionsCm?.length).toBe('24.50');
    expect(entries[0].body).toContain('"24.50"');
  });
});

describe('rules of the channel', () => {
  const S10 = 'RB473124829CN';
  const BAG = 'CNCANARUMOWAAUN60123001190215';
  const {
    consignments: [first],
    ...head
  } = manifestExample;
  const { identityDocument: _document, inn: _inn, ...stranger } = first.consignee;
  const item = { ...first, houseWaybill: S10, bag: BAG, consignee: stranger };
  const { bag: _bag, ...loose } = item;

  const bodies = (channel: string, consignments: unknown[]) => ({
    json: JSON.stringify({ ...head, channel, consignments }),
    late: JSON.stringify({ consignments, ...head, channel }),
    ndjson: [{ ...head, channel }, ...consignments].map((line) => JSON.stringify(line)).join('\n'),
  });

  it.each(['json', 'late', 'ndjson'] as const)('are kept by a good body, %s', async (form) => {
    const format = form === 'ndjson' ? form : 'json';
    expect((await read(bodies('postal', [item])[form], { format })).found).toEqual([]);
    expect((await read(bodies('express', [first])[form], { format })).found).toEqual([]);
    expect((await read(bodies('express', [item])[form], { format, requireIdentity: false })).found).toEqual([]);
  });

  it.each(['json', 'late', 'ndjson'] as const)('are told of a faulty body, %s', async (form) => {
    const format = form === 'ndjson' ? form : 'json';
    const postal = await read(bodies('postal', [{ ...item, houseWaybill: 'RB473124828CN' }, { ...item, bag: 'B1' }, loose, first])[form], {
      format,
    });
    expect(postal.found).toEqual([
      'format /consignments/0/houseWaybill',
      'format /consignments/1/bag',
      'required_if /consignments/2/bag',
      'format /consignments/3/houseWaybill',
      'format /consignments/3/bag',
    ]);
    const express = await read(bodies('express', [first, item])[form], { format });
    expect(express.found).toEqual(['required_if /consignments/1/consignee/inn', 'required_if /consignments/1/consignee/identityDocument']);
    expect([...express.reader.late()].map(({ index }) => index)).toEqual(form === 'late' ? [1] : []);
    expect(express.entries[1].consignment === undefined).toBe(form !== 'late');
  });
});

describe('envelope', () => {
  it.each([['[]'], ['5'], ['null'], ['"x"'], [`[${JSON.stringify(manifestExample.consignments[0])}]`]])(
    'a root that is no object: %s',
    async (body) => {
      expect((await read(body)).found).toEqual(['type ']);
    },
  );

  it('a long root that is no object', async () => {
    await expect(read(`[${'1,'.repeat(2_000)}1]`, { limits: { headBytes: 1_000 } })).rejects.toMatchObject({
      code: 'validation-failed',
      findings: [{ pointer: '', code: 'type' }],
    });
  });

  it('an empty object lacks everything', async () => {
    expect((await read('{}')).found).toEqual([
      'required /manifestId',
      'required /revision',
      'required /channel',
      'required /flight',
      'required /consignments',
    ]);
  });

  it('too many consignments are counted, not handed out', async () => {
    const [first] = manifestExample.consignments;
    const body = JSON.stringify({ ...manifestExample, consignments: [first, first, first, first] });
    const { entries, reader, found } = await read(body, { limits: { consignments: 2 } });
    expect(entries).toHaveLength(2);
    expect(reader.count).toBe(4);
    expect(found).toEqual(['max_items /consignments']);
  });

  it('a tenant that is the one of the credential is no fault', async () => {
    expect((await read(changed('/tenant', 'demo'), { tenant: 'demo' })).found).toEqual([]);
    expect((await read(changed('/tenant', ['demo']), { tenant: 'demo' })).found).toEqual(['tenant_mismatch /tenant']);
  });

  it('NDJSON: consignments in the head, no lines, lines that are no objects', async () => {
    const {
      consignments: [first],
      ...head
    } = manifestExample;
    const ndjson = (...lines: unknown[]) => read(lines.map((line) => JSON.stringify(line)).join('\r\n'), { format: 'ndjson' });
    expect((await ndjson(manifestExample, first)).found).toEqual(['unknown_property /consignments']);
    expect((await ndjson(head)).found).toEqual(['min_items /consignments']);
    expect((await ndjson(head, first, [], { ...first, pieces: 0 })).found).toEqual([
      'type /consignments/1',
      'range /consignments/2/pieces',
    ]);
    expect((await ndjson([], first)).found).toEqual(['type ']);
  });

  it.each([
    ['pieces', '"pieces":1', '"pieces":1.0000000000000001', `range ${FIRST}/pieces`],
    ['pieces, once', '"pieces":1', '"pieces":12345678901234567890', `range ${FIRST}/pieces`],
    ['a decimal', '"grossWeightKg":"0.432","dim', '"grossWeightKg":0.43200000000000000001,"dim', `type ${FIRST}/grossWeightKg`],
    ['revision', '"revision":1', '"revision":1.00000000000000000001', 'range /revision'],
  ])('numbers beyond 15 digits: %s', async (_name, part, long, expected) => {
    expect((await read(JSON.stringify(manifestExample).replace(part, long))).found).toEqual([expected]);
  });

  it('a number of 15 digits is none of them', async () => {
    expect((await read(JSON.stringify(manifestExample).replace('"pieces":1', '"pieces":1.00000000000000'))).found).toEqual([]);
  });
});
