/** A fault in how the command was called; the text is for the one who typed it. */
export class UsageError extends Error {}
