/** Bytes of a whole, both ends included. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * The range that a `Range` header asks for: undefined where the whole is to be sent, because there is no header, it is not of
 * bytes, asks for several ranges or is malformed; `unsatisfiable` where it lies outside.
 *
 * Source: RFC 9110, 14.1.2 and 14.2.
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return undefined;
  const [from, to] = [match[1], match[2]].map((digits) => (digits === '' ? undefined : Number(digits)));
  if (from === undefined) {
    const length = Math.min(to ?? 0, size);
    return length === 0 ? 'unsatisfiable' : { first: size - length, last: size - 1 };
  }
  if (to !== undefined && to < from) return undefined;
  return from >= size ? 'unsatisfiable' : { first: from, last: Math.min(to ?? size - 1, size - 1) };
}

/** Whether one of the tags of an `If-None-Match` header is this one. Source: RFC 9110, 13.1.2: compared weakly. */
export function isTagListed(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || header.split(',').some((listed) => listed.trim().replace(/^W\//, '') === tag);
}

/**
 * Whether a client would rather have gzip than the plain bytes: it names no other coding, or ranks the plain bytes lower.
 * Clients that merely list what they can unpack, as browsers and libraries do unasked, get the plain bytes, whose hash is the
 * one in every list.
 */
export function prefersGzip(header: string | undefined): boolean {
  const weights = new Map<string, number>();
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const [coding, ...parameters] = part.split(';').map((text) => text.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    if (coding !== '') weights.set(coding === 'x-gzip' ? 'gzip' : coding, weight === undefined ? 1 : Number(weight));
  }
  const gzip = weights.get('gzip') ?? 0;
  if (!(gzip > 0)) return false;
  const plain = weights.get('identity') ?? weights.get('*');
  return plain === undefined ? weights.size === 1 : plain < gzip;
}
