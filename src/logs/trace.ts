import { inSource } from './source-position.js';

/** A member of anything that was thrown; libraries throw what they like. */
export function memberOf(thrown: unknown, name: string): unknown {
  return typeof thrown === 'object' && thrown !== null && name in thrown ? Reflect.get(thrown, name) : undefined;
}

/**
 * What may be written down of an error: its kind, its code and where it was thrown. Its words only where the language itself
 * writes them, since those of a parser or a database repeat what was sent. Source: reliability R49.
 */
export function traceOf(thrown: unknown): Record<string, unknown> {
  const [name, code, message, stack] = ['name', 'code', 'message', 'stack'].map((member) => memberOf(thrown, member));
  const frames = typeof stack === 'string' ? stack.split('\n').filter((line) => /^\s+at /.test(line)) : [];
  const cause = memberOf(thrown, 'cause');
  return {
    error: typeof name === 'string' ? name : typeof thrown,
    ...(typeof code === 'string' ? { code } : {}),
    ...(name === 'TypeError' || name === 'ReferenceError' || name === 'RangeError' ? { message } : {}),
    ...(memberOf(thrown, 'constraint') === undefined ? {} : { constraint: memberOf(thrown, 'constraint') }),
    at: frames.slice(0, 8).map((line) => inSource(line.trim().slice(3))),
    ...(cause === undefined ? {} : { cause: traceOf(cause) }),
  };
}
