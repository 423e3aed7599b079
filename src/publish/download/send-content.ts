import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../../domain/problem.js';
import type { Content } from './content.js';
import { limitSlowReader } from './slow-reader.js';

const SLICE = 65_536;

/**
 * Answers with a document. Bytes at hand are written to the connection itself: a stream around them takes as long as all else
 * that is done for an answer.
 *
 * Errors: `range-not-satisfiable`.
 */
export function sendContent(reply: FastifyReply, { status, headers, body, release }: Content): void {
  const { raw } = reply;
  // Of an answer that is broken off, nobody knows who still reads the bytes: they are left to be collected.
  raw.once('finish', () => raw.destroyed || release());
  reply.headers(headers);
  if (status === 416) throw new DomainError('range-not-satisfiable');
  reply.status(status);
  if (body === undefined) {
    reply.send();
    return;
  }
  reply.header('content-length', body.length);
  if (reply.request.method === 'HEAD') {
    // Nothing is unpacked for an answer without a body; an empty stream leaves the length as it was told.
    if (!Buffer.isBuffer(body.bytes)) body.bytes.destroy();
    reply.send(Readable.from([]));
    return;
  }
  limitSlowReader(raw);
  if (!Buffer.isBuffer(body.bytes)) {
    reply.send(body.bytes);
    return;
  }
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
  raw.statusCode = status;
  sendInSlices(raw, body.bytes);
}

/**
 * Between slices all other answers have their turn, so that the first bytes of one do not wait for the last of all others: with
 * 50 readers they come in half the time.
 */
function sendInSlices(response: ServerResponse, bytes: Buffer): void {
  let at = 0;
  const sendNext = (): void => {
    if (response.destroyed) return;
    const slice = bytes.subarray(at, at + SLICE);
    at += slice.length;
    if (at >= bytes.length) response.end(slice);
    else if (response.write(slice)) setImmediate(sendNext);
    else response.once('drain', () => setImmediate(sendNext));
  };
  sendNext();
}
