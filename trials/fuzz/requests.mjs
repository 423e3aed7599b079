// The kinds of requests that are tried: each an arbitrary of changes, and what they make of a good request.
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { ZipFile } from 'yazl';
import { csvOf, freshManifest, freshRegister, xlsxOf } from './bodies.mjs';
import { byteChanges, changedBytes, changedJson, changedText, hostileText, jsonChanges, textChanges } from './hostile.mjs';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const modes = fc.constantFrom('', '', '?on-invalid=hold', '?on-invalid=hold', '?dry-run=true', '?dry-run=true&on-invalid=hold');
const languages = fc.constantFrom(undefined, 'ru', 'zh-CN', 'en', '*;q=0', 'x'.repeat(200));
const role = fc.constantFrom('upstream', 'upstream', 'upstream', 'broker', 'admin');

const manifestRequest = (path, contentType, body, { language, headers = {}, by = 'upstream' } = {}) => ({
  method: 'POST',
  path,
  role: by,
  headers: { 'content-type': contentType, ...(language === undefined ? {} : { 'accept-language': language }), ...headers },
  body: Buffer.from(body),
  isManifest: true,
});

const ndjsonText = ({ consignments, ...head }, changes) => {
  const lines = [head, ...consignments].map((line) => JSON.stringify(line));
  // Each change in a line of its own, as far as there are lines.
  for (const change of changes) {
    const at = change.at % lines.length;
    try {
      lines[at] = changedJson(JSON.parse(lines[at]), [change]);
    } catch {
      lines[at] += JSON.stringify(String(change.name));
    }
  }
  return lines.join('\n');
};

/** Characters that free text may have, markup and signs of other languages among them. */
const freeText = fc
  .string({
    unit: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...'абвгдежзийклмнопрстуфхцчшщъыьэюяЁёАБВ') },
      { weight: 3, arbitrary: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) },
      { weight: 1, arbitrary: fc.integer({ min: 0xa0, max: 0x52f }).map((code) => String.fromCharCode(code)) },
      { weight: 1, arbitrary: fc.integer({ min: 0x2000, max: 0x2bff }).map((code) => String.fromCharCode(code)) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          ' ',
          '"',
          "'",
          '«',
          '»',
          '&',
          '<',
          '>',
          ']]>',
          '№',
          '\u00ad',
          '\u0301',
          '=',
          '+',
          '-->',
          '\\',
          '`',
          '\u00a0',
        ),
      },
    ),
    minLength: 1,
    maxLength: 400,
  })
  .map((text) => text.trim() || 'я');

const oddDecimal = (places) =>
  fc
    .tuple(fc.oneof(fc.constantFrom(0, 1, 999, 9_999, 999_999, 999_999_999), fc.nat(2_000_000)), fc.nat(10 ** places - 1), fc.nat(places))
    .map(([whole, part, shown]) => (shown === 0 ? String(whole) : `${whole}.${String(part).padStart(places, '0').slice(0, shown)}`));

/** Changes that often leave a consignment good: free texts, figures at their ends, days, members left out. */
const oddGoods = fc.array(
  fc.oneof(
    fc.tuple(fc.constantFrom('description', 'brand', 'descriptionEn'), freeText).map(([name, text]) => ({ goods: [line] }) => {
      line[name] = text;
    }),
    fc
      .tuple(fc.constantFrom('street', 'house', 'city', 'region', 'apartment'), freeText)
      .map(([name, text]) => ({ consignee: { address } }) => {
        address[name] = text;
      }),
    fc.tuple(fc.constantFrom('lastName', 'firstName', 'middleName', 'name'), freeText).map(([name, text]) => ({ consignee }) => {
      if (name in consignee) consignee[name] = text;
    }),
    fc
      .tuple(fc.constantFrom('name', 'city', 'street'), fc.string({ minLength: 1, maxLength: 200 }))
      .map(([name, text]) => ({ consignor }) => {
        consignor[name] = text.trim() || 'A';
      }),
    freeText.map((text) => (consignment) => {
      consignment.shop = { ...consignment.shop, name: text };
    }),
    oddDecimal(2).map((amount) => ({ goods: [line] }) => {
      line.value.amount = amount;
    }),
    oddDecimal(3).map((weight) => (consignment) => {
      consignment.grossWeightKg = weight;
      consignment.goods = [{ ...consignment.goods[0], grossWeightKg: weight, netWeightKg: weight }];
    }),
    oddDecimal(3).map((quantity) => ({ goods: [line] }) => {
      line.quantity = quantity;
    }),
    fc.constantFrom('dimensionsCm', 'bag', 'destination', 'shop', 'orderNumber', 'consignor', 'pieces').map((name) => (consignment) => {
      delete consignment[name];
    }),
    fc.integer({ min: 1, max: 2_000_000_000 }).map((pieces) => (consignment) => {
      consignment.pieces = pieces;
    }),
    fc.integer({ min: 1, max: 1_100 }).map((count) => (consignment) => {
      const [line] = consignment.goods;
      consignment.goods = Array.from({ length: count }, () => ({ ...line, grossWeightKg: '0.002', netWeightKg: '0.001' }));
      consignment.grossWeightKg = `${Math.floor((count * 2) / 1_000)}.${String((count * 2) % 1_000).padStart(3, '0')}`;
    }),
  ),
  { minLength: 1, maxLength: 5 },
);

const gridChanges = fc.array(
  fc.record({
    row: fc.nat(50),
    column: fc.nat(80),
    other: fc.nat(80),
    how: fc.constantFrom('cell', 'cell', 'cell', 'heading', 'swap', 'drop', 'double', 'short', 'long', 'row', 'rows'),
    text: hostileText,
  }),
  { minLength: 1, maxLength: 5 },
);

function changedGrid(grid, changes) {
  for (const { row, column, other, how, text } of changes) {
    const cells = grid[how === 'heading' ? 0 : 1 + (row % Math.max(1, grid.length - 1))] ?? grid[0];
    const at = column % Math.max(1, cells.length);
    const next = other % Math.max(1, cells.length);
    if (how === 'cell' || how === 'heading') cells[at] = text;
    else if (how === 'swap') for (const line of grid) [line[at], line[next]] = [line[next], line[at]];
    else if (how === 'drop') for (const line of grid) line.splice(at, 1);
    else if (how === 'double') for (const line of grid) line.push(line[at]);
    else if (how === 'short') cells.splice(at);
    else if (how === 'long') cells.push(...Array.from({ length: other * 40 }, () => text.slice(0, 20)));
    else if (how === 'row') grid.splice(1, 1);
    else grid.push(...Array.from({ length: other * 5 }, () => [...cells]));
  }
  // The writers take texts only.
  return grid.map((cells) => cells.map((cell) => cell ?? ''));
}

/** A workbook whose parts were changed and put together again. */
function rezipped(parts, { part, changes, level, twice }) {
  const zip = new ZipFile();
  const names = Object.keys(parts);
  for (const [at, name] of names.entries()) {
    const text = at === part % names.length ? changedText(parts[name], changes) : parts[name];
    zip.addBuffer(Buffer.from(text), name, { compress: level });
    if (twice && at === part % names.length) zip.addBuffer(Buffer.from(text), `${name}.copy`);
  }
  zip.end();
  return zip.outputStream.toArray().then((chunks) => Buffer.concat(chunks));
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const escapeXml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function workbookParts(grid) {
  const strings = [];
  const rows = grid.map((cells, row) => {
    const written = cells.map((cell, column) => {
      const place = `${column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26))}${String.fromCharCode(65 + (column % 26))}${row + 1}`;
      return `<c r="${place}" t="s"><v>${strings.push(cell) - 1}</v></c>`;
    });
    return `<row r="${row + 1}">${written.join('')}</row>`;
  });
  const relation = (id, type, target) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  return {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships>${relation('r0', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${OFFICE}"><workbookPr/><sheets><sheet name="S" sheetId="1" r:id="r0"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relation('r0', 'worksheet', 'worksheets/sheet0.xml')}${relation('s', 'sharedStrings', '/xl/sharedStrings.xml')}${relation('f', 'styles', 'styles.xml')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst ${MAIN}>${strings.map((text) => `<si><t>${escapeXml(text)}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet ${MAIN}><numFmts><numFmt numFmtId="200" formatCode="dd.mm.yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet0.xml': `<worksheet ${MAIN}><sheetData>${rows.join('')}</sheetData></worksheet>`,
  };
}

const bombs = {
  spaces: () => gzipSync(Buffer.alloc(40 * 1_048_576, ' ')),
  nested: () => gzipSync(gzipSync(Buffer.alloc(40 * 1_048_576))),
  brackets: () => gzipSync(Buffer.alloc(3 * 1_048_576, '[')),
  quotes: () => gzipSync(Buffer.concat([Buffer.from('{"a":"'), Buffer.alloc(3 * 1_048_576, '\\"')])),
  digits: () => gzipSync(Buffer.concat([Buffer.from('{"revision":'), Buffer.alloc(3 * 1_048_576, '9')])),
  commas: () => gzipSync(Buffer.alloc(3 * 1_048_576, ',')),
  lines: () => gzipSync(Buffer.alloc(3 * 1_048_576, '\n')),
  semicolons: () => gzipSync(Buffer.alloc(3 * 1_048_576, ';;;;;;;;;;;;;;;;\n')),
  entries: () => gzipSync(Buffer.from(JSON.stringify({ ...freshManifest(1), consignments: Array.from({ length: 20_000 }, () => ({})) }))),
};

const mediaTypes = fc.constantFrom(
  'application/json',
  'application/json',
  'application/x-ndjson',
  'text/csv',
  'text/csv; charset=windows-1251',
  'text/csv; charset=utf-16',
  XLSX,
  'application/zip',
  'application/gzip',
  'application/json; charset=utf-16',
  'text/plain',
  'multipart/form-data; boundary=x',
  '',
  'application/octet-stream',
); // prettier-ignore
const codings = fc.constantFrom(undefined, undefined, 'gzip', 'gzip, gzip', 'identity', 'br', 'deflate', 'x');

/** What is sent to `POST /v1/manifests`, and changes of settings and bodies that the API's description shows. `state` is what lies in the service. */
export function requestKinds(operations, state) {
  const withBody = operations.filter(({ bodies, path }) => bodies.some(({ example }) => example !== undefined) && path !== '/v1/manifests');
  return {
    'manifests in JSON': fc.tuple(fc.constantFrom(1, 3, 3, 3, 40), jsonChanges, modes, languages, role).map(
      ([count, changes, mode, language, by]) =>
        () =>
          manifestRequest(`/v1/manifests${mode}`, 'application/json', changedJson(freshManifest(count), changes), { language, by }),
    ),

    'manifests in NDJSON': fc.tuple(jsonChanges, modes, languages).map(
      ([changes, mode, language]) =>
        () =>
          manifestRequest(`/v1/manifests${mode}`, 'application/x-ndjson', ndjsonText(freshManifest(3), changes), { language }),
    ),

    'odd manifests that may be good': fc
      .tuple(oddGoods, fc.constantFrom('', '?on-invalid=hold'), languages)
      .map(([odd, mode, language]) => () => {
        const manifest = freshManifest(4);
        for (const [at, change] of odd.entries()) change(manifest.consignments[at % manifest.consignments.length]);
        return manifestRequest(`/v1/manifests${mode}`, 'application/json', JSON.stringify(manifest), { language });
      }),

    'texts of manifests': fc.tuple(textChanges, modes, fc.boolean()).map(
      ([changes, mode, isLines]) =>
        () =>
          isLines
            ? manifestRequest(`/v1/manifests${mode}`, 'application/x-ndjson', changedText(ndjsonText(freshManifest(2), []), changes))
            : manifestRequest(`/v1/manifests${mode}`, 'application/json', changedText(JSON.stringify(freshManifest(2)), changes)),
    ),

    'bytes of manifests': fc
      .tuple(byteChanges, mediaTypes, codings, fc.constantFrom('json', 'json', 'ndjson', 'csv', 'xlsx', 'zip'), fc.boolean(), modes)
      .map(([changes, mediaType, coding, form, isZipped, mode]) => async () => {
        const { query, grid } = freshRegister(changes[0].at);
        const good = {
          json: () => Buffer.from(JSON.stringify(freshManifest(2))),
          ndjson: () => Buffer.from(ndjsonText(freshManifest(2), [])),
          csv: () => csvOf(grid, ';'),
          xlsx: () => xlsxOf(grid),
          zip: () => rezipped({ 'a.csv': 'x' }, { part: 0, changes: [], level: true, twice: true }),
        };
        const plain = await good[form]();
        const body = changedBytes(isZipped ? gzipSync(plain) : plain, changes);
        const isTable = form === 'csv' || form === 'xlsx';
        const path = `/v1/manifests?${isTable ? query : ''}${mode.replace('?', '&')}`;
        return manifestRequest(path, mediaType, body, { headers: coding === undefined ? {} : { 'content-encoding': coding } });
      }),

    bombs: fc.tuple(fc.constantFrom(...Object.keys(bombs)), mediaTypes, fc.boolean()).map(
      ([bomb, mediaType, isCoded]) =>
        () =>
          manifestRequest('/v1/manifests', mediaType, bombs[bomb](), { headers: isCoded ? { 'content-encoding': 'gzip' } : {} }),
    ),

    'registers in CSV': fc
      .tuple(
        fc.nat(2),
        gridChanges,
        fc.constantFrom(',', ';', '\t'),
        modes,
        fc.option(textChanges, { freq: 3, nil: [] }),
        fc.option(hostileText, { freq: 6, nil: undefined }),
        languages,
      )
      .map(([which, changes, delimiter, mode, texts, odd, language]) => async () => {
        const { query, grid } = freshRegister(which);
        if (odd !== undefined) query.set([...query.keys()][odd.length % 7], odd.slice(0, 2_000).toWellFormed());
        const csv = (await csvOf(changedGrid(grid, changes), delimiter)).toString('utf8');
        return manifestRequest(`/v1/manifests?${query}${mode.replace('?', '&')}`, 'text/csv', changedText(csv, texts), { language });
      }),

    'registers in XLSX': fc
      .tuple(
        fc.nat(2),
        gridChanges,
        modes,
        fc.record({ part: fc.nat(20), changes: fc.option(textChanges, { nil: [] }), level: fc.boolean(), twice: fc.boolean() }),
        fc.option(byteChanges, { freq: 3, nil: [] }),
      )
      .map(([which, changes, mode, structure, bytes]) => async () => {
        const { query, grid } = freshRegister(which);
        const body = changedBytes(await rezipped(workbookParts(changedGrid(grid, changes)), structure), bytes);
        return manifestRequest(`/v1/manifests?${query}${mode.replace('?', '&')}`, XLSX, body);
      }),

    'changes of consignments': fc
      .tuple(jsonChanges, fc.constantFrom('*', '*', '"x"', 'W/"x"', '', 'x'.repeat(3_000)), fc.nat(100), fc.nat(4))
      .map(([changes, ifMatch, which, pick]) => () => {
        const { consignments, flight } = state.amended;
        const consignment = consignments[which % consignments.length];
        const member = Object.keys(consignment)[(which + pick) % Object.keys(consignment).length];
        const patch = pick === 0 ? consignment : { [member]: consignment[member], consignee: consignment.consignee };
        return {
          method: 'PATCH',
          path: `/v1/flights/${flight}/consignments/${consignment.houseWaybill}`,
          role: 'broker',
          headers: { 'content-type': 'application/merge-patch+json', 'if-match': ifMatch },
          body: Buffer.from(changedJson(patch, changes)),
          isOnce: true,
        };
      }),

    'customs replies': fc.tuple(textChanges, fc.option(byteChanges, { freq: 4, nil: [] })).map(([changes, bytes]) => () => ({
      method: 'POST',
      path: '/v1/customs-replies',
      role: 'broker',
      headers: { 'content-type': 'application/xml' },
      body: changedBytes(Buffer.from(changedText(state.reply, changes)), bytes),
      isOnce: true,
    })),

    'lists, rates and settings': fc
      .tuple(fc.nat(1_000), jsonChanges, textChanges, fc.constantFrom('ours', 'ours', 'ours', 'other'))
      .map(([which, changes, texts, type]) => () => {
        const { method, path, parameters, bodies } = withBody[which % withBody.length];
        const usable = bodies.filter(({ example }) => example !== undefined);
        const { mediaType, example } = usable[which % usable.length];
        const known = new Map(parameters.filter(({ where }) => where === 'path').map(({ name, values }) => [name, values]));
        const filled = path.replace(
          /\{(\w+)\}/g,
          (_, name) => state.known[name] ?? known.get(name)?.[which % known.get(name).length] ?? 'x',
        );
        return {
          method,
          path: filled,
          role: 'admin',
          headers: { 'content-type': type === 'ours' ? mediaType : 'application/xml', 'if-match': '*', 'idempotency-key': 'k' },
          body: Buffer.from(typeof example === 'string' ? changedText(example, texts) : changedJson(example, changes)),
          isOnce: true,
        };
      }),

    'routes and headers': routeRequests(operations, state),
  };
}

const oddPaths = fc.constantFrom(
  '',
  '%',
  '%zz',
  '%00',
  '%c0%af',
  '..',
  '%2e%2e%2fetc',
  '%2f',
  '~1.1',
  '~999999999999999.999999999',
  '-1',
  '0',
  "'",
  '%0d%0aX:1',
  'a'.repeat(1_020),
  'a'.repeat(5_000),
  '00000000-0000-0000-0000-000000000000',
  '2026-02-30',
  '%ED%A0%80',
  '*',
  '4B1001-20260230-HGH',
);
const oddPath = fc.oneof(
  oddPaths,
  hostileText.map((text) => encodeURIComponent(text.slice(0, 1_500).toWellFormed())),
);
const headerNames = [
  'if-match',
  'if-none-match',
  'if-modified-since',
  'range',
  'accept',
  'accept-language',
  'accept-encoding',
  'content-type',
  'content-encoding',
  'idempotency-key',
  'authorization',
  'cookie',
  'origin',
  'x-request-id',
  'x-forwarded-for',
  'forwarded',
  'last-event-id',
  'expect-ct',
  'x-http-method-override',
  'if-range',
];
const headerValues = fc.oneof(
  fc.constantFrom(
    '*',
    'bytes=0-0',
    'bytes=5-2',
    'bytes=-5',
    'bytes=0-,1-',
    `bytes=${'9'.repeat(40)}-`,
    'text/csv',
    'application/json',
    '',
    ' ',
    '"',
    '"x", W/"y"',
    ',,,,',
    'ru;q=x',
    'Bearer ',
    'Bearer a b',
    'Basic YTpi',
    'a'.repeat(7_000),
    ','.repeat(7_000),
    '0',
    'null',
  ),
  fc.string({ maxLength: 60 }),
);

function routeRequests(operations, state) {
  return fc
    .record({
      which: fc.nat(1_000),
      method: fc.constantFrom(
        ...Array.from({ length: 12 }, () => undefined),
        'HEAD',
        'OPTIONS',
        'TRACE',
        'DELETE',
        'PUT',
        'PATCH',
        'POST',
        'GET',
        'QUERY',
      ),
      odd: fc.array(fc.option(oddPath, { nil: undefined, freq: 3 }), { minLength: 3, maxLength: 3 }),
      query: fc.array(fc.tuple(fc.nat(100), fc.option(hostileText, { nil: undefined }), fc.nat(20)), { maxLength: 4 }),
      headers: fc.dictionary(fc.constantFrom(...headerNames), headerValues, { maxKeys: 3 }),
      by: fc.constantFrom('admin', 'admin', 'broker', 'upstream', 'airline', undefined, 'nobody'),
      suffix: fc.constantFrom(
        '',
        '',
        '',
        '',
        '/',
        '//',
        '?',
        '?&&=',
        ';x=1',
        '#x',
        '?a[b]=c&a[]=d&__proto__=1',
        '?limit=99999999999&limit=2',
        '?cursor=%00',
      ),
    })
    .map(({ which, method, odd, query, headers, by, suffix }) => () => {
      const operation = operations[which % operations.length];
      let place = 0;
      const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => odd[place++] ?? encodeURIComponent(state.known[name] ?? 'x'));
      const asked = operation.parameters.filter(({ where }) => where === 'query');
      const given = query.map(([at, value, known]) => {
        const { name, values } = asked[at % Math.max(1, asked.length)] ?? { name: 'limit', values: [] };
        const text = value ?? state.queries[name] ?? values[known % Math.max(1, values.length)] ?? '1';
        return `${name}=${encodeURIComponent(text.slice(0, 3_000).toWellFormed())}`;
      });
      const isBodyless = ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY'].includes(method ?? operation.method);
      const clean = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replaceAll(/[^\x20-\x7e]/g, '')]));
      return {
        method: method ?? operation.method,
        path: `${path}${given.length > 0 ? `?${given.join('&')}` : suffix.replaceAll(/[ #]/g, '')}`,
        role: by,
        headers: { ...(isBodyless ? {} : { 'content-type': 'application/json' }), ...clean },
        body: isBodyless ? undefined : Buffer.from('{}'),
        isPlain: true,
        isOnce: method !== 'GET',
      };
    });
}
