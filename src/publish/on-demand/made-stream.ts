import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { attachment } from '../download/content.js';
import { limitSlowReader } from '../download/slow-reader.js';

export interface MadeFile {
  fileName: string;
  mediaType: string;
}

/**
 * An answer that is made while it is read. Its first bytes are waited for, so that what fails at the beginning is answered as a
 * problem; a later failure breaks the connection off. It is made at each download and kept nowhere. Source: reliability R45.
 */
export async function madeStream(reply: FastifyReply, file: MadeFile, bytes: AsyncGenerator<Uint8Array>): Promise<StreamableFile> {
  const first = await bytes.next();
  limitSlowReader(reply.raw);
  reply.headers(headersOf(file));
  return new StreamableFile(Readable.from(withFirst(first, bytes), { objectMode: false }));
}

/** An answer that is whole already. */
export function madeBytes(reply: FastifyReply, file: MadeFile, bytes: Uint8Array): StreamableFile {
  reply.headers(headersOf(file));
  return new StreamableFile(bytes);
}

function headersOf({ fileName, mediaType }: MadeFile): Record<string, string> {
  return {
    'content-type': mediaType,
    'content-disposition': attachment(fileName),
    'cache-control': 'private, no-store',
    vary: 'Authorization',
  };
}

async function* withFirst(first: IteratorResult<Uint8Array>, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (first.done !== true) yield first.value;
    yield* rest;
  } finally {
    // A reader that goes away before the rest is begun.
    await rest.return(undefined);
  }
}
