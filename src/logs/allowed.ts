/**
 * What a line of the log may say beside its words. Whatever else it is given is left out, so that no value that somebody sent gets in by
 * a spread object: a new member is added here, with a thought. Source: reliability R49.
 */
const members: ReadonlySet<string> = new Set([
  'msg',
  // Whom and what it is about: ids of our own, codes of airlines and flights.
  'request',
  'organisation',
  'tenant',
  'run',
  'flight',
  'revision',
  'epoch',
  'attempt',
  'job',
  'carrier',
  // What was asked and how it ended.
  'method',
  'route',
  'status',
  'ms',
  'count',
  'free',
  'pid',
  // What went wrong: codes, sentences of our own, places in our code.
  'problem',
  'detail',
  'error',
  'code',
  'message',
  'constraint',
  'at',
  'cause',
]);

/** The members of a line that may be written, with those of their members. */
export function allowed(line: object): Record<string, unknown> {
  const kept = Object.entries(line).filter(([name, value]) => members.has(name) && value !== undefined);
  return Object.fromEntries(kept.map(([name, value]) => [name, isPlain(value) ? allowed(value) : value]));
}

const isPlain = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
