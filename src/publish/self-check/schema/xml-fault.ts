/** What the reader does not take: a fault, or something rare that it leaves to another program. Says no value. */
export class XmlFault extends Error {
  constructor(
    what: string,
    /** Offset in bytes. */
    readonly at: number,
  ) {
    super(what);
  }
}
