/** What is wrong with a document, in words without a value of anybody's: places, counts, names of elements. */
export class CheckFailed extends Error {
  constructor(
    what: string,
    /** Which part of a document it shows in, from 0. */
    readonly part = 0,
  ) {
    super(what);
  }
}

/** Does something for each part; a failure names the part it is in. */
export function eachPart<P, T>(parts: readonly P[], read: (part: P) => T): T[] {
  return parts.map((part, index) => {
    try {
      return read(part);
    } catch (error) {
      throw inPart(error, index);
    }
  });
}

/** The same one after another where each takes its time. */
export async function eachPartInTurn<P, T>(parts: readonly P[], read: (part: P) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  for (const [index, part] of parts.entries()) {
    try {
      done.push(await read(part));
    } catch (error) {
      throw inPart(error, index);
    }
  }
  return done;
}

const inPart = (error: unknown, index: number): unknown => (error instanceof CheckFailed ? new CheckFailed(error.message, index) : error);
