import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { keys, type Role, type Service } from './service.js';

/** An answer to a manifest; members are those of a receipt or of a problem. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  body: {
    type?: string;
    title?: string;
    status?: number | string;
    detail?: string;
    instance?: string;
    errorCount?: number;
    errorsTruncated?: boolean;
    errors?: { pointer?: string; header?: string; parameter?: string; code: string; detail: string }[];
    flight?: string;
    consignments?: number;
    held?: number;
  };
}

interface Sent {
  role?: Role;
  /** Query with its question mark. */
  query?: string;
  /** `undefined` leaves out what is sent otherwise: credential, media type and a key of its own. */
  headers?: Record<string, string | string[] | undefined>;
}

/** What a body is made of: bytes at once, or parts as they come. */
export type Body = string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** Posts to `/v1/manifests` byte by byte as told, with the answer taken whenever it comes, even before the body has gone out. */
export function postManifest(service: Service, body: Body, { role = 'upstream', query = '', headers = {} }: Sent = {}): Promise<Answer> {
  const all = { authorization: `Bearer ${keys[role]}`, 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers };
  const given = Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  return new Promise((done, fail) => {
    const sent = request(`${service.url}/v1/manifests${query}`, { method: 'POST', headers: given, agent: false });
    sent.on('response', (response) => {
      text(response).then((answer) => {
        done({ status: response.statusCode ?? 0, headers: response.headers, text: answer, body: JSON.parse(answer || '{}') });
        sent.destroy();
      }, fail);
    });
    // After the answer an error says only that the rest of the body was not wanted.
    sent.on('error', fail);
    const parts = typeof body === 'string' || body instanceof Uint8Array ? [body] : body;
    pipeline(Readable.from(parts), sent).catch(fail);
  });
}

/** The last part of a problem's type. */
export const problemOf = ({ body }: Answer): string | undefined => body.type?.split('/').at(-1);
