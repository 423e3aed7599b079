import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A member of a ZIP as it lies in the store: its bytes are copied, never packed again. */
export interface ZipMember {
  name: string;
  modified: Date;
  /** CRC-32 and length of the content, unpacked. */
  crc32: number;
  size: number;
  /** Whether the bytes are raw DEFLATE, and how many they are. */
  isDeflated: boolean;
  storedSize: number;
  read(): Promise<Uint8Array>;
}

/** A member that is packed while it is written, one whose length nobody knows before. Below four gigabytes. */
export interface StreamedMember {
  name: string;
  modified: Date;
  stream(): AsyncIterable<Uint8Array>;
}

/** A member made of bytes at hand, not packed. */
export function plainMember(name: string, modified: Date, bytes: Uint8Array): ZipMember {
  return { name, modified, crc32: crc32(bytes), size: bytes.length, isDeflated: false, storedSize: bytes.length, read: async () => bytes };
}

/** From here on a field says "see the ZIP64 part". Source: APPNOTE 6.3.10, 4.4.1.4. */
const LIMIT_32 = 0xffff_ffff;
const LIMIT_16 = 0xffff;

/** Names are UTF-8. Source: APPNOTE 4.4.4, bit 11. */
const FLAGS = 0x0800;
/** Sizes and checksum stand behind the bytes. Source: APPNOTE 4.4.4, bit 3. */
const BEHIND = 0x0008;
const VERSION = 20;
const VERSION_ZIP64 = 45;
const MADE_BY_UNIX = 3 << 8;
const REGULAR_FILE = 0o100644;

const LOCAL_HEADER = 30;
const CENTRAL_HEADER = 46;
const DESCRIPTOR = 16;
const END = 22;
const END_ZIP64 = 56;
const LOCATOR_ZIP64 = 20;

/** So many entries of the list at the end are put together at a time. */
const JOINED = 2_000;

/** What a ZIP is beside the bytes of its members: a header before each, and what stands behind the last. */
export interface ZipFrame {
  headers: Buffer[];
  end: Buffer;
  /** Bytes of the whole archive. */
  length: number;
}

/** The frame of an archive whose members are all known before the first one is read. */
export function zipFrame(members: readonly Described[]): ZipFrame {
  let offset = 0;
  const directory: Buffer[] = [];
  const headers = members.map((member) => {
    const header = localHeader(member);
    directory.push(centralHeader(member, offset));
    offset += header.length + member.storedSize;
    return header;
  });
  const central = Buffer.concat(directory);
  const end = Buffer.concat([central, endOf(members.length, central.length, offset)]);
  return { headers, end, length: offset + end.length };
}

type Members<M> = Iterable<M> | AsyncIterable<M>;

/**
 * The archive, one member in memory at a time; members may be made while it is written. The same members give the same bytes. Sizes and checksums stand before each
 * member, so that a reader may unpack while it receives, or behind one that is streamed; ZIP64 only where a number needs it.
 *
 * Errors: RangeError if a member's bytes are not as many as it said, or a streamed one has four gigabytes; what `read` and `stream` throw.
 */
export async function* zipBytes(members: Members<ZipMember | StreamedMember>): AsyncGenerator<Uint8Array> {
  let directory: Buffer[] = [];
  let count = 0;
  let offset = 0;
  for await (const member of members) {
    if ('stream' in member) {
      const { entry, length } = yield* streamed(member);
      directory.push(centralHeader(entry, offset, FLAGS | BEHIND));
      offset += length;
      count += 1;
      continue;
    }
    const bytes = await member.read();
    if (bytes.length !== member.storedSize) throw new RangeError(`${bytes.length} bytes of ${member.storedSize}`);
    const header = localHeader(member);
    yield header;
    yield bytes;
    directory.push(centralHeader(member, offset));
    offset += header.length + bytes.length;
    count += 1;
    // Small buffers hold on to what they were cut from.
    if (count % JOINED === 0) directory = [Buffer.concat(directory)];
  }
  const central = Buffer.concat(directory);
  yield central;
  yield endOf(count, central.length, offset);
}

/** A member as it is packed, between a header without figures and a descriptor with them. Source: APPNOTE 4.3.9. */
async function* streamed({ name, modified, stream }: StreamedMember): AsyncGenerator<Uint8Array, { entry: Described; length: number }> {
  const entry: Described = { name, modified, crc32: 0, size: 0, isDeflated: true, storedSize: 0 };
  const header = localHeader(entry, FLAGS | BEHIND);
  yield header;
  async function* counted() {
    for await (const bytes of stream()) {
      entry.crc32 = crc32(bytes, entry.crc32);
      entry.size += bytes.length;
      yield bytes;
    }
  }
  const deflate = createDeflateRaw({ level: 1 });
  // A failure of the one ends the other, and shows where the bytes are read.
  pipeline(Readable.from(counted(), { objectMode: false }), deflate, () => {});
  for await (const bytes of deflate) {
    entry.storedSize += bytes.length;
    yield bytes;
  }
  if (entry.size >= LIMIT_32 || entry.storedSize >= LIMIT_32) throw new RangeError(`${entry.size} bytes in a streamed member`);
  const descriptor = Buffer.alloc(DESCRIPTOR);
  descriptor.writeUInt32LE(0x0807_4b50, 0);
  descriptor.writeUInt32LE(entry.crc32, 4);
  descriptor.writeUInt32LE(entry.storedSize, 8);
  descriptor.writeUInt32LE(entry.size, 12);
  yield descriptor;
  return { entry, length: header.length + entry.storedSize + descriptor.length };
}

/** What the headers of a member tell. */
export type Described = Omit<ZipMember, 'read'>;

/** Where a header's fields go and what its flags are. */
interface HeaderPlace {
  buffer: Buffer;
  at: number;
  flags: number;
}

/** The fields that both headers share, from "version needed" to the length of the name. */
function writeCommon(
  { buffer, at, flags }: HeaderPlace,
  member: Described,
  version: number,
  wides: Wides,
  name: Buffer,
  extra: Buffer,
): void {
  const { date, time } = dosTime(member.modified);
  buffer.writeUInt16LE(version, at);
  buffer.writeUInt16LE(flags, at + 2);
  buffer.writeUInt16LE(member.isDeflated ? 8 : 0, at + 4);
  buffer.writeUInt16LE(time, at + 6);
  buffer.writeUInt16LE(date, at + 8);
  buffer.writeUInt32LE(member.crc32, at + 10);
  buffer.writeUInt32LE(wides.storedSize === undefined ? member.storedSize : LIMIT_32, at + 14);
  buffer.writeUInt32LE(wides.size === undefined ? member.size : LIMIT_32, at + 18);
  buffer.writeUInt16LE(name.length, at + 22);
  buffer.writeUInt16LE(extra.length, at + 24);
}

function localHeader(member: Described, flags = FLAGS): Buffer {
  const name = Buffer.from(member.name);
  const wides = localWides(member);
  const extra = wideExtra(wides);
  const header = Buffer.alloc(LOCAL_HEADER);
  header.writeUInt32LE(0x0403_4b50, 0);
  writeCommon({ buffer: header, at: 4, flags }, member, extra.length === 0 ? VERSION : VERSION_ZIP64, wides, name, extra);
  return Buffer.concat([header, name, extra]);
}

function centralHeader(member: Described, offset: number, flags = FLAGS): Buffer {
  const name = Buffer.from(member.name);
  const wides = centralWides(member, offset);
  const extra = wideExtra(wides);
  const version = extra.length === 0 ? VERSION : VERSION_ZIP64;
  const header = Buffer.alloc(CENTRAL_HEADER);
  header.writeUInt32LE(0x0201_4b50, 0);
  header.writeUInt16LE(MADE_BY_UNIX | version, 4);
  writeCommon({ buffer: header, at: 6, flags }, member, version, wides, name, extra);
  header.writeUInt32LE((REGULAR_FILE << 16) >>> 0, 38);
  header.writeUInt32LE(wides.offset === undefined ? offset : LIMIT_32, 42);
  return Buffer.concat([header, name, extra]);
}

/** Numbers that do not fit their fields. */
interface Wides {
  size?: number;
  storedSize?: number;
  offset?: number;
}

/** In a local header both sizes are wide or none. Source: APPNOTE 4.5.3. */
function localWides({ size, storedSize }: Described): Wides {
  return size >= LIMIT_32 || storedSize >= LIMIT_32 ? { size, storedSize } : {};
}

function centralWides(member: Described, offset: number): Wides {
  return { ...localWides(member), ...(offset >= LIMIT_32 ? { offset } : {}) };
}

/** The ZIP64 part of a header: the wide numbers in the order of the standard; empty if there are none. */
function wideExtra({ size, storedSize, offset }: Wides): Buffer {
  const numbers = [size, storedSize, offset].filter((number) => number !== undefined);
  if (numbers.length === 0) return Buffer.alloc(0);
  const extra = Buffer.alloc(4 + 8 * numbers.length);
  extra.writeUInt16LE(0x0001, 0);
  extra.writeUInt16LE(8 * numbers.length, 2);
  numbers.forEach((number, index) => {
    extra.writeBigUInt64LE(BigInt(number), 4 + 8 * index);
  });
  return extra;
}

const isWide = (count: number, directorySize: number, directoryOffset: number): boolean =>
  count >= LIMIT_16 || directorySize >= LIMIT_32 || directoryOffset >= LIMIT_32;

function endOf(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(END);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(Math.min(count, LIMIT_16), 8);
  end.writeUInt16LE(Math.min(count, LIMIT_16), 10);
  end.writeUInt32LE(Math.min(size, LIMIT_32), 12);
  end.writeUInt32LE(Math.min(offset, LIMIT_32), 16);
  return isWide(count, size, offset) ? Buffer.concat([wideEnd(count, size, offset), end]) : end;
}

/** ZIP64 end of central directory and its locator. Source: APPNOTE 4.3.14, 4.3.15. */
function wideEnd(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(END_ZIP64 + LOCATOR_ZIP64);
  end.writeUInt32LE(0x0606_4b50, 0);
  end.writeBigUInt64LE(BigInt(END_ZIP64 - 12), 4);
  end.writeUInt16LE(MADE_BY_UNIX | VERSION_ZIP64, 12);
  end.writeUInt16LE(VERSION_ZIP64, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(size), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  end.writeUInt32LE(0x0706_4b50, END_ZIP64);
  end.writeBigUInt64LE(BigInt(offset + size), END_ZIP64 + 8);
  end.writeUInt32LE(1, END_ZIP64 + 16);
  return end;
}

/** Date and time in two-second steps, in UTC so that no machine's zone shows; the format begins in 1980. */
function dosTime(instant: Date): { date: number; time: number } {
  const year = Math.min(Math.max(instant.getUTCFullYear(), 1980), 2107);
  return {
    date: ((year - 1980) << 9) | ((instant.getUTCMonth() + 1) << 5) | instant.getUTCDate(),
    time: (instant.getUTCHours() << 11) | (instant.getUTCMinutes() << 5) | (instant.getUTCSeconds() >> 1),
  };
}
