/** What a schema says that the compiler does not know: another program has to judge its documents. */
export class NotCompiled extends Error {}
