import { randomInt } from 'node:crypto';
import { manifestExample } from './manifest.example.js';
import type { ManifestEntry } from './manifest-source.js';
import type { ReadOptions } from './read-manifest.js';
import { readManifest } from './read-manifest.js';

const today = '2026-11-22';
const {
  consignments: [first],
  ...head
} = manifestExample;

async function* cut(bytes: Buffer, size: () => number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; ) {
    const to = from + size();
    yield bytes.subarray(from, to);
    from = to;
  }
}

interface Outcome {
  entries: ManifestEntry[];
  findings: readonly unknown[];
  head: unknown;
  failure?: { code: string; detail: string };
}

async function outcome(source: AsyncIterable<Uint8Array>, options: Partial<ReadOptions> = {}): Promise<Outcome> {
  const reader = readManifest(source, { format: 'json', today, ...options });
  const entries: ManifestEntry[] = [];
  try {
    for await (const batch of reader) entries.push(...batch);
    return { entries, findings: reader.findings.list, head: reader.head };
  } catch (failure) {
    const { code, detail } = Object(failure);
    return { entries, findings: [], head: undefined, failure: { code, detail } };
  }
}

const whole = (body: Buffer | string, options?: Partial<ReadOptions>) =>
  outcome(
    cut(Buffer.from(body), () => 1_000_000),
    options,
  );

const tricky = { ...first, houseWaybill: 'LP1', goods: [{ ...first.goods[0], description: 'a"b\\c}],[{ё\u00a0☆' }] };
const bodies: [string, Buffer, Partial<ReadOptions>][] = [
  ['JSON', Buffer.from(JSON.stringify({ ...head, consignments: [first, tricky, { ...first, pieces: '1' }, first] })), {}],
  ['spaced JSON', Buffer.from(JSON.stringify({ ...head, consignments: [first, tricky, 5, '],"\\'] }, null, ' \r\n\t')), {}],
  ['JSON with the list first', Buffer.from(JSON.stringify({ consignments: [tricky, first], ...head, x: [{ consignments: [1] }] })), {}],
  [
    'JSON with an escaped name',
    Buffer.from(JSON.stringify({ ...head, consignments: [first] }).replace('consignments', '\\u0063onsignments')),
    {},
  ],
  [
    'NDJSON',
    Buffer.from([head, first, tricky, { ...first, pieces: 0 }].map((line) => JSON.stringify(line)).join('\r\n \n')),
    { format: 'ndjson' },
  ],
  ['cut off JSON', Buffer.from(JSON.stringify({ ...head, consignments: [first, first] })).subarray(0, 1_900), {}],
  [
    'bad UTF-8',
    Buffer.concat([Buffer.from(JSON.stringify({ ...head, consignments: [first] }).slice(0, 400)), Buffer.from([0xc3, 0x28])]),
    {},
  ],
];

describe('a body in pieces', () => {
  it.each(['json', 'ndjson'] as const)('hands out bytes that stay as they are: %s', async (format) => {
    const consignments = [1, 2, 3].map((serial) => ({ ...first, houseWaybill: `LP${serial}` }));
    const lines = [head, ...consignments].map((line) => JSON.stringify(line)).join('\n');
    const body = Buffer.from(format === 'ndjson' ? lines : JSON.stringify({ ...head, consignments }));
    for (const size of [100, 1_000, 1_000_000]) {
      const { entries } = await outcome(
        cut(body, () => size),
        { format },
      );
      expect(entries.map(({ bytes }) => String(bytes))).toEqual(consignments.map((each) => JSON.stringify(each)));
    }
  });

  it.each(bodies)('%s reads the same byte by byte', async (_name, body, options) => {
    const expected = await whole(body, options);
    expect(expected.entries.length + (expected.failure === undefined ? 0 : 1)).toBeGreaterThan(0);
    expect(
      await outcome(
        cut(body, () => 1),
        options,
      ),
    ).toEqual(expected);
  });

  it.each(bodies)('%s reads the same however it is cut', async (_name, body, options) => {
    const expected = await whole(body, options);
    for (let round = 0; round < 50; round++)
      expect(
        await outcome(
          cut(body, () => randomInt(1, 300)),
          options,
        ),
      ).toEqual(expected);
  });

  it('may come in one piece of many slices', async () => {
    const consignments = Array.from({ length: 500 }, (_, i) => ({ ...first, houseWaybill: `LP${i}` }));
    const { entries, findings } = await whole(JSON.stringify({ ...head, consignments }));
    expect(findings).toEqual([]);
    expect(entries.map(({ houseWaybill }) => houseWaybill)).toEqual(consignments.map(({ houseWaybill }) => houseWaybill));
    expect(entries.map(({ index }) => index)).toEqual(consignments.map((_, index) => index));
  });

  it('may come in empty chunks and in views into larger memory', async () => {
    const body = Buffer.concat([Buffer.from('garbage'), Buffer.from(JSON.stringify(manifestExample)), Buffer.from('garbage')]);
    async function* source(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(0);
      yield new Uint8Array(body.buffer, body.byteOffset + 7, body.length - 14);
    }
    expect((await outcome(source())).findings).toEqual([]);
  });
});

const json = (consignments: string, more = ''): string => `${JSON.stringify(head).slice(0, -1)},"consignments":${consignments}${more}}`;
const one = JSON.stringify(first);
const start = json('').length - 1;
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('a body that is not one well-formed JSON value', () => {
  it.each<[string, string, number]>([
    ['nothing', '', 0],
    ['space', ' \n', 2],
    ['a byte order mark', `\ufeff${json(`[${one}]`)}`, 0],
    ['cut off in the head', '{"manifestId":"x"', 17],
    ['cut off in a name', '{"mani', 6],
    ['cut off in an escape', '{"mani\\u00', 10],
    ['cut off in the list', json(`[${one}`).slice(0, -1), start + 1 + one.length],
    ['cut off in a consignment', json(`[${one}`).slice(0, -40), json(`[${one}`).length - 40],
    ['cut off before the closing brace', json(`[${one}]`).slice(0, -1), start + 2 + one.length],
    ['something behind', `${json(`[${one}]`)} {}`, json(`[${one}]`).length + 1],
    ['two values', '{}{}', 2],
    ['a comment', json(`[/* x */${one}]`), start + 1],
    ['a line comment in the head', `{// x\n"revision":1}`, 1],
    ['a comma behind the last consignment', json(`[${one},]`), start + 2 + one.length],
    ['a comma before the first', json(`[,${one}]`), start + 1],
    ['two commas', json(`[${one},,${one}]`), start + 2 + one.length],
    ['no comma', json(`[${one}${one}]`), start + 1 + one.length],
    ['a comma behind the last member', json(`[${one}]`, ','), json(`[${one}]`).length],
    ['a comma behind the last member of a consignment', json('[{"pieces":1,}]'), start + 13],
    ['NaN', json('[{"pieces":NaN}]'), start + 11],
    ['Infinity', json('[{"pieces":-Infinity}]'), start + 11],
    ['undefined', json('[undefined]'), start + 1],
    ['single quotes', json("[{'pieces':1}]"), start + 2],
    ['a name without quotes', json('[{pieces:1}]'), start + 2],
    ['a leading zero', json('[{"pieces":01}]'), start + 12],
    ['a raw line break in a string', json('[{"bag":"a\nb"}]'), start + 8],
    ['an unknown escape', json('[{"bag":"\\x41"}]'), start + 8],
    ['a short escape', json('[{"bag":"\\u12"}]'), start + 8],
    ['the wrong bracket', json('[{"goods":[}]'), start + 11],
    ['a brace for a bracket', json(`[${one}}`), start + 1 + one.length],
    ['a member twice', json('[{"bag":"x","pieces":1,"bag":"x"}]'), start + 23],
    ['a member twice in depth', json(`[${one.replace('"city":"HANGZHOU"', '"city":"HANGZHOU","city":"X"')}]`), -1],
    ['a member twice, once escaped', json('[{"bag":"x","b\\u0061g":"y"}]'), start + 12],
    ['__proto__ twice', json('[{"__proto__":1,"__proto__":1}]'), start + 16],
    ['a member twice in an unknown one', json('[{"x":[{"a":1,"a":1}]}]'), start + 14],
    ['a member of the head twice', json(`[${one}]`, ',"revision":1'), json(`[${one}]`).length],
    ['two lists of consignments', json(`[${one}]`, `,"consignments":[${one}]`), -1],
    ['two lists, one of them none', json('5', ',"consignments":[]'), -1],
    ['depth 17', json(`[{"x":${nested(14)}}]`), -1],
    ['depth 17 in the head', json(`[${one}]`, `,"x":${nested(16)}`), -1],
    ['depth 10 000', json(`[${nested(10_000)}]`), start + 15],
  ])('%s', async (_name, body, at) => {
    const { failure } = await whole(body);
    expect(failure).toMatchObject({ code: 'malformed-json' });
    if (at >= 0) expect(failure?.detail).toMatch(new RegExp(`^at byte ${Buffer.byteLength(body.slice(0, at))}: `));
    expect((await whole(json(`[${one}]`))).findings).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['depth 16', json(`[{"x":${nested(13)}}]`), '/consignments/0/x'],
    ['depth 16 in the head', json(`[${one}]`, `,"x":${nested(15)}`), '/x'],
  ])('%s is well-formed', async (_name, body, pointer) => {
    const { findings, failure } = await whole(body);
    expect(failure).toBeUndefined();
    expect(findings).toContainEqual(expect.objectContaining({ code: 'unknown_property', pointer }));
  });

  it.each<[string, number[]]>([
    ['a lone continuation', [0x80]],
    ['an overlong form', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['UTF-16', [0xff, 0xfe]],
  ])('bytes that are no UTF-8: %s', async (_name, bytes) => {
    const withBytes = (text: string): Buffer =>
      Buffer.concat(text.split('SAMPLE').flatMap((part, i) => (i === 0 ? [Buffer.from(part)] : [Buffer.from(bytes), Buffer.from(part)])));
    for (const body of [withBytes(json(`[${one}]`)), withBytes(json('[]', ',"x":"SAMPLE"'))]) {
      const { failure } = await whole(body);
      expect(failure).toEqual({ code: 'malformed-json', detail: `at byte ${body.indexOf(Buffer.from(bytes))}: not UTF-8` });
    }
  });

  it('NDJSON: faults by their byte in the whole body', async () => {
    const headLine = JSON.stringify(head);
    const nd = async (...lines: string[]) => (await whole(lines.join('\n'), { format: 'ndjson' })).failure?.detail;
    expect(await nd(headLine, one, `${one} x`)).toBe(
      `at byte ${Buffer.byteLength(headLine + one) + 2 + Buffer.byteLength(one) + 1}: something follows the value`,
    );
    expect(await nd(headLine, `${one},`)).toMatch(/something follows/);
    expect(await nd(headLine, '{"bag":1,"bag":1}')).toBe(`at byte ${headLine.length + 10}: an object's member occurs twice`);
    expect(await nd(headLine, '{"a":', '1}')).toMatch(/ends too early/);
    expect(await nd('{"revision":1,"revision":1}', one)).toMatch(/at byte 14: /);
    expect(await nd(headLine, nested(17))).toMatch(/deeper than 16/);
    expect(await nd('')).toMatch(/at byte 0: /);
  });

  it('tells nothing of the body', async () => {
    const { failure } = await whole(json('[{"lastName":"Тайнова" x}]'));
    expect(failure?.detail).toMatch(/^at byte \d+: a comma or a closing brace is due$/);
  });

  it('finds the fault in very long strings', async () => {
    const long = 'ё'.repeat(700_000);
    expect((await whole(json(`[{"bag":"${long}","bag":1}]`))).failure?.detail).toBe(
      `at byte ${start + 2 + Buffer.byteLength(`"bag":"${long}",`)}: an object's member occurs twice`,
    );
  });
});

describe('limits', () => {
  it('tell a fault that hides the list from a head that is too long', async () => {
    const limits = { headBytes: 1_000 };
    const list = `[${Array.from({ length: 20 }, () => one).join(',')}]`;
    for (const broken of [
      json(list).replace('"revision"', '"}revision'),
      json(list).replace('"consignments":', '"consignments"'),
      `{"a":${list.replace('"bag":', '"bag"')}}`,
    ]) {
      expect((await whole(broken, { limits })).failure).toMatchObject({ code: 'malformed-json' });
    }
    expect((await whole(json(list).replace('"consignments"', '"parcels"'), { limits })).failure).toMatchObject({ code: 'too-large' });
  });

  it('tell a missing bracket from a consignment that is too long', async () => {
    const limits = { consignmentBytes: 5_000 };
    const open = json(`[${one},${one.slice(0, -1)},${Array.from({ length: 20 }, () => one).join(',')}]`);
    expect(
      (
        await outcome(
          cut(Buffer.from(open), () => 700),
          { limits },
        )
      ).failure,
    ).toEqual({
      code: 'malformed-json',
      detail: `at byte ${start + 1 + 2 * Buffer.byteLength(one) + 1}: a name or string in double quotes is due`,
    });
  });

  it('one consignment, the head, a line', async () => {
    const big = JSON.stringify({ ...first, x: 'y'.repeat(20_000) });
    const limits = { consignmentBytes: 10_000, headBytes: 10_000 };
    expect(
      (
        await outcome(
          cut(Buffer.from(json(`[${big}]`)), () => 5_000),
          { limits },
        )
      ).failure?.code,
    ).toBe('too-large');
    expect(
      (
        await outcome(
          cut(Buffer.from(json(`[${one}]`, `,"x":"${'y'.repeat(20_000)}"`)), () => 5_000),
          { limits },
        )
      ).failure?.code,
    ).toBe('too-large');
    expect(
      (
        await outcome(
          cut(Buffer.from(`${JSON.stringify(head)}\n${big}`), () => 5_000),
          { limits, format: 'ndjson' },
        )
      ).failure?.code,
    ).toBe('too-large');
  });
});

describe('20 000 consignments', () => {
  const COUNT = 20_000;

  async function* stream(format: 'json' | 'ndjson'): AsyncGenerator<Uint8Array> {
    const isJson = format === 'json';
    yield Buffer.from(isJson ? `${JSON.stringify(head).slice(0, -1)},"consignments":[` : JSON.stringify(head));
    for (let i = 0; i < COUNT; i += 40) {
      const lines = Array.from({ length: 40 }, (_, j) =>
        JSON.stringify({ ...first, houseWaybill: `LP${String(i + j).padStart(14, '0')}` }),
      );
      yield Buffer.from(isJson ? (i === 0 ? '' : ',') + lines.join(',') : `\n${lines.join('\n')}`);
    }
    if (isJson) yield Buffer.from(']}');
  }

  it.each(['json', 'ndjson'] as const)('as %s pass through bounded memory and leave the event loop free', async (format) => {
    const reader = readManifest(stream(format), { format, today });
    let largestBatch = 0;
    let seen = 0;
    let peak = 0;
    let turns = 0;
    const ticker = setInterval(() => (turns += 1), 5);
    const before = process.memoryUsage().heapUsed;
    for await (const batch of reader) {
      for (const { index, consignment } of batch) if (index === seen && consignment !== undefined) seen += 1;
      largestBatch = Math.max(largestBatch, batch.length);
      if (seen % 2_000 < 40) peak = Math.max(peak, process.memoryUsage().heapUsed);
    }
    clearInterval(ticker);
    expect(seen).toBe(COUNT);
    expect(reader.findings.count).toBe(0);
    expect(largestBatch).toBeLessThanOrEqual(200);
    expect(peak - before).toBeLessThan(120 * 1_048_576);
    expect(turns).toBeGreaterThan(5);
  });
});

describe('a small body with a great many faults', () => {
  const bodies = {
    json: `${JSON.stringify(head).slice(0, -1)},"consignments":[${Array.from({ length: 20_000 }, () => '{}').join(',')}]}`,
    ndjson: [JSON.stringify(head), ...Array.from({ length: 20_000 }, () => '{}')].join('\n'),
  };

  it.each(['json', 'ndjson'] as const)('lets other work have its turn, in %s', async (format) => {
    const reader = readManifest(
      cut(Buffer.from(bodies[format]), () => 65_536),
      { format, today },
    );
    let turns = 0;
    let isReading = true;
    const beat = () => {
      turns += 1;
      if (isReading) setImmediate(beat);
    };
    setImmediate(beat);
    const sizes: number[] = [];
    const pointers: string[] = [];
    for await (const batch of reader) {
      sizes.push(batch.length);
      pointers.push(...batch.map(({ index, findings }) => `${index} ${findings[0].pointer}`));
    }
    isReading = false;
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
    expect(turns).toBeGreaterThan(50);
    expect([reader.count, reader.findings.count]).toEqual([20_000, 120_000]);
    expect(pointers.filter((pointer, index) => !pointer.startsWith(`${index} /consignments/${index}/`))).toEqual([]);
  });
});
