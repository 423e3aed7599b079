import { crc32, inflateRawSync } from 'node:zlib';

/** Contents of a ZIP by name as its central directory leads to them. Errors: plain ones where a checksum or a header is not right. */
export function unzip(zip: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  const end = zip.length - 22;
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, checksum, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 20)];
    const [nameLength, extraLength, local] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt32LE(at + 42)];
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const isHeader = zip.readUInt32LE(at) === 0x0201_4b50 && zip.readUInt32LE(local) === 0x0403_4b50;
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    // What was packed while it was written has its figures behind it.
    const isBehind = (zip.readUInt16LE(local + 6) & 8) !== 0;
    const figures = isBehind ? zip.subarray(begin + packed + 4, begin + packed + 16) : zip.subarray(local + 14, local + 26);
    if (!isHeader || !figures.equals(zip.subarray(at + 16, at + 28))) throw new Error(`${name}: headers differ`);
    const bytes = zip.subarray(begin, begin + packed);
    const content = method === 8 ? inflateRawSync(bytes) : bytes;
    if (content.length !== zip.readUInt32LE(at + 24) || crc32(content) !== checksum) throw new Error(`${name}: wrong checksum`);
    found.set(name, content);
    at += 46 + nameLength + extraLength;
  }
  return found;
}
