import { createHash } from 'node:crypto';
import { blocksOf } from '../../files/blocks.js';
import { INDEX_HEAD, indexRow } from '../download/flight-archive.js';
import { type StreamedMember, type ZipMember, zipBytes } from '../download/zip.js';
import { GrowingFile } from './growing-file.js';
import { packedMember } from './packed-member.js';

/** Handed on at a time. */
const BLOCK = 65_536;

/** A file that is made for a ZIP. Bytes at hand may be written over once the next file is asked for. */
export interface MadeMember {
  name: string;
  format: string;
  /** The number it is about: of a house waybill, a flight. */
  subject: string;
  content: Uint8Array | AsyncIterable<Uint8Array> | GrowingFile;
}

/** One file alone. */
export async function* only(file: MadeMember): AsyncGenerator<MadeMember> {
  yield file;
}

/** Files as a ZIP that is written while it is read. */
export function zippedFiles(files: AsyncIterable<MadeMember>, made: Date): AsyncGenerator<Uint8Array> {
  return blocksOf(zipBytes(members(files, made)), BLOCK);
}

/** The same with an index of them at its end, as archives of published documents have one at their beginning. */
export function indexedZip(type: string, files: AsyncIterable<MadeMember>, made: Date): AsyncGenerator<Uint8Array> {
  const index = new GrowingFile(INDEX_HEAD);
  const list = ({ name, format, subject }: MadeMember, size: number, sha256: string) =>
    index.add(indexRow([name, type, format, subject, size, sha256, 'on-demand']));
  async function* all() {
    yield* members(files, made, list);
    yield index.finish().member('index.csv', made);
  }
  return blocksOf(zipBytes(all()), BLOCK);
}

type List = (file: MadeMember, size: number, sha256: string) => void;

async function* members(files: AsyncIterable<MadeMember>, made: Date, list?: List): AsyncGenerator<ZipMember | StreamedMember> {
  for await (const file of files) {
    const { name, content } = file;
    if (content instanceof Uint8Array) {
      list?.(file, content.length, createHash('sha256').update(content).digest('hex'));
      yield packedMember(name, made, content);
    } else if (content instanceof GrowingFile) {
      const { size, sha256, member } = content.finish();
      list?.(file, size, sha256);
      yield member(name, made);
    } else {
      yield { name, modified: made, stream: () => hashed(content, (size, sha256) => list?.(file, size, sha256)) };
    }
  }
}

/** Bytes as they are, and at their end what they come to. */
async function* hashed(bytes: AsyncIterable<Uint8Array>, tell: (size: number, sha256: string) => void): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes) {
    hash.update(chunk);
    size += chunk.length;
    yield chunk;
  }
  tell(size, hash.digest('hex'));
}
