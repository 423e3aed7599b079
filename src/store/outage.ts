/** A member of anything that was thrown. */
function memberOf(thrown: unknown, name: string): unknown {
  return typeof thrown === 'object' && thrown !== null && name in thrown ? Reflect.get(thrown, name) : undefined;
}

/**
 * States of PostgreSQL that pass: connection lost or refused, too many connections, disk full, shutting down, waited too long,
 * chosen as the victim of a deadlock. Source: SQLSTATE classes 08, 53, 57P, and 57014, 55P03, 40001, 40P01.
 */
const PASSING_SQLSTATE = /^(?:08...|53...|57P..|57014|55P03|40001|40P01)$/;

/** Prisma's own codes for the same: the server cannot be reached, timeouts of connection, pool and transaction. */
const PASSING_PRISMA = /^P(?:1\d{3}|2024|2028|2034|2037)$/;

/** Network and storage by errno: away, full, read-only, broken. */
const PASSING_ERRNO =
  /^(?:ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOSPC|EDQUOT|EROFS|EIO|ENOENT|EACCES|EPERM|EMFILE|ENFILE|ESTALE|ENOTCONN|ENODEV|ENXIO)$/;

/** What pg says without a code. */
const PASSING_WORDS =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|pool after calling end/;

const PRISMA_UNREACHABLE = new Set(['PrismaClientInitializationError', 'PrismaClientRustPanicError']);

/** Whether time mends it: database, storage or queue is away, full, read-only or starting. */
export function isOutage(thrown: unknown, depth = 0): boolean {
  if (depth > 3 || typeof thrown !== 'object' || thrown === null) return false;
  const [code, name, message, kind] = ['code', 'name', 'message', 'kind'].map((member) => memberOf(thrown, member));
  if (typeof code === 'string' && (PASSING_SQLSTATE.test(code) || PASSING_PRISMA.test(code) || PASSING_ERRNO.test(code))) return true;
  if (typeof name === 'string' && PRISMA_UNREACHABLE.has(name)) return true;
  if (typeof kind === 'string' && /NotReachable|ConnectionClosed|Timeout|TooManyConnections/.test(kind)) return true;
  if (typeof message === 'string' && PASSING_WORDS.test(message)) return true;
  return isOutage(memberOf(thrown, 'cause'), depth + 1);
}
