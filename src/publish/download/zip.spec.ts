import { execFileSync, spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, deflateRawSync } from 'node:zlib';
import { unzip } from '../../../test/unzip.js';
import { plainMember, type ZipMember, zipBytes, zipFrame } from './zip.js';

const MODIFIED = new Date('2026-11-22T09:15:31Z');

function deflated(name: string, content: Buffer): ZipMember {
  const packed = deflateRawSync(content);
  return {
    name,
    modified: MODIFIED,
    crc32: crc32(content),
    size: content.length,
    isDeflated: true,
    storedSize: packed.length,
    read: async () => packed,
  };
}

/** What an independent reader finds: names, sizes, times, hashes of the contents; fails on a wrong checksum. */
const READER = `
import sys, json, zipfile, hashlib
with zipfile.ZipFile(sys.argv[1]) as z:
    assert z.testzip() is None
    out = [[i.filename, i.file_size, i.compress_type, list(i.date_time), hashlib.sha256(z.read(i)).hexdigest()] for i in z.infolist()[:5]]
    print(json.dumps({'count': len(z.infolist()), 'first': out}))
`;

/** Where there is a reader of other make, it has the last word. */
const itWithPython = spawnSync('python3', ['--version']).status === 0 ? it : it.skip;

async function bytesOf(members: ZipMember[]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of zipBytes(members)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('zipBytes', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zip-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function read(members: ZipMember[]): Promise<{ count: number; first: [string, number, number, number[], string][] }> {
    const path = join(folder, 'archive.zip');
    await pipeline(Readable.from(zipBytes(members)), createWriteStream(path));
    return JSON.parse(execFileSync('python3', ['-c', READER, path], { encoding: 'utf8' }));
  }

  async function sizeOf(members: ZipMember[]): Promise<number> {
    let size = 0;
    for await (const bytes of zipBytes(members)) size += bytes.length;
    return size;
  }

  it('holds packed members and plain ones', async () => {
    const xml = Buffer.from('<a>Чехол</a>'.repeat(1000));
    const zip = await bytesOf([plainMember('index.csv', MODIFIED, Buffer.from('file')), deflated('накладная.xml', xml)]);
    expect([...unzip(zip)]).toEqual([
      ['index.csv', Buffer.from('file')],
      ['накладная.xml', xml],
    ]);
  });

  itWithPython('is read by an independent reader, packed members and plain ones', async () => {
    const xml = Buffer.from('<a>Чехол</a>'.repeat(1000));
    const { count, first } = await read([
      plainMember('index.csv', MODIFIED, Buffer.from('file\r\n')),
      deflated('declaration.xml', xml),
      deflated('накладная.xml', Buffer.alloc(0)),
    ]);
    expect(count).toBe(3);
    expect(first.map(([name, size, method]) => [name, size, method])).toEqual([
      ['index.csv', 6, 0],
      ['declaration.xml', xml.length, 8],
      ['накладная.xml', 0, 8],
    ]);
    expect(first[1][3]).toEqual([2026, 11, 22, 9, 15, 30]);
  });

  it('gives the same bytes for the same members, as many as it said', async () => {
    const members = () => [plainMember('a', MODIFIED, Buffer.from('a')), deflated('b', Buffer.alloc(5000, 'b'))];
    const [one, two] = [await bytesOf(members()), await bytesOf(members())];
    expect(one).toEqual(two);
    expect(one).toHaveLength(zipFrame(members()).length);
  });

  it('holds no member at all', async () => {
    expect(unzip(await bytesOf([])).size).toBe(0);
    expect(await sizeOf([])).toBe(zipFrame([]).length);
  });

  itWithPython('counts beyond 65 535 members', async () => {
    const members = Array.from({ length: 66_000 }, (_, index) => plainMember(`f${index}`, MODIFIED, Buffer.from(String(index))));
    expect((await read(members)).count).toBe(66_000);
    expect(await sizeOf(members)).toBe(zipFrame(members).length);
  });

  it('reaches beyond four gigabytes', async () => {
    const block = Buffer.alloc(1 << 26);
    const checksum = crc32(block);
    const large = (name: string): ZipMember => ({
      name,
      modified: MODIFIED,
      crc32: checksum,
      size: block.length,
      isDeflated: false,
      storedSize: block.length,
      read: async () => block,
    });
    const members = [
      ...Array.from({ length: 65 }, (_, index) => large(`large-${index}`)),
      plainMember('last', MODIFIED, Buffer.from('last')),
    ];
    const tail: Uint8Array[] = [];
    let size = 0;
    for await (const bytes of zipBytes(members)) {
      size += bytes.length;
      if (bytes.length < block.length) tail.push(bytes);
    }
    expect(size).toBe(zipFrame(members).length);
    const end = Buffer.concat(tail).subarray(-98);
    expect(end.readUInt32LE(0)).toBe(0x0606_4b50);
    // The directory begins behind 65 blocks, their headers, and the last member.
    expect(end.readBigUInt64LE(48)).toBe(
      BigInt(members.slice(0, 65).reduce((sum, { name }) => sum + 30 + name.length + block.length, 0) + 30 + 8),
    );
  });

  itWithPython('packs what is made while it is written, with its figures behind it', async () => {
    const parts = Array.from({ length: 300 }, (_, index) => Buffer.from(`part ${index} of a long text\n`.repeat(200)));
    async function* stream() {
      yield* parts;
    }
    const path = join(folder, 'streamed.zip');
    const members = [
      { name: 'long.txt', modified: MODIFIED, stream },
      { name: 'empty.txt', modified: MODIFIED, stream: async function* () {} },
      plainMember('index.csv', MODIFIED, Buffer.from('file\r\n')),
    ];
    await pipeline(Readable.from(zipBytes(members)), createWriteStream(path));
    const { first } = JSON.parse(execFileSync('python3', ['-c', READER, path], { encoding: 'utf8' }));
    const whole = Buffer.concat(parts);
    expect(first.map(([name, size]: [string, number]) => [name, size])).toEqual([
      ['long.txt', whole.length],
      ['empty.txt', 0],
      ['index.csv', 6],
    ]);
    const pieces: Uint8Array[] = [];
    for await (const piece of zipBytes(members)) pieces.push(piece);
    expect(unzip(Buffer.concat(pieces)).get('long.txt')).toEqual(whole);
  });

  it('breaks off with what a stream throws, and lets go of a stream that nobody reads on', async () => {
    let isOpen = false;
    async function* endless() {
      isOpen = true;
      try {
        for (;;) yield Buffer.alloc(100_000, 'x');
      } finally {
        isOpen = false;
      }
    }
    async function* failing() {
      yield Buffer.from('a');
      throw new Error('away');
    }
    const read = async (stream: () => AsyncGenerator<Uint8Array>, pieces: number) => {
      for await (const _ of zipBytes([{ name: 'a', modified: MODIFIED, stream }])) if (pieces-- === 0) break;
    };
    await expect(read(failing, 100)).rejects.toThrow('away');
    await read(endless, 2);
    await new Promise(setImmediate);
    expect(isOpen).toBe(false);
  });

  it('fails where a member is not as long as it said', async () => {
    const member = { ...plainMember('short', MODIFIED, Buffer.from('abc')), storedSize: 4 };
    await expect(sizeOf([member])).rejects.toThrow(RangeError);
  });
});
