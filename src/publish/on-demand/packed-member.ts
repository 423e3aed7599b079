import { crc32, deflateRawSync } from 'node:zlib';
import type { ZipMember } from '../download/zip.js';

/** Small files: a greater window or memory costs more to set up than it saves. */
const OPTIONS = { level: 1, windowBits: 13, memLevel: 6 };

/** A member of a ZIP that is packed now; `bytes` may be written over afterwards. */
export function packedMember(name: string, modified: Date, bytes: Uint8Array): ZipMember {
  const packed = deflateRawSync(bytes, OPTIONS);
  return {
    name,
    modified,
    crc32: crc32(bytes),
    size: bytes.length,
    isDeflated: true,
    storedSize: packed.length,
    read: async () => packed,
  };
}
