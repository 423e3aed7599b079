/** Bytes of UTF-8 that mean something in XML. */
const TAB = 9;
export const LINE_FEED = 10;
export const RETURN = 13;
export const SPACE = 32;
export const EXCLAMATION = 33;
export const DOUBLE_QUOTE = 34;
export const AMPERSAND = 38;
export const SINGLE_QUOTE = 39;
export const SLASH = 47;
export const LESS = 60;
export const EQUALS = 61;
export const GREATER = 62;
export const QUESTION = 63;
export const BRACKET = 93;
/** The first byte of U+F000 to U+FFFF, of which the last two are no characters of XML. */
export const LAST_BLOCK = 0xef;

/** Letters, digits and `_ - . :`. Names with other letters are left to another program. */
export const isNameByte = Uint8Array.from({ length: 256 }, (_, byte) => Number(/[\w.:-]/.test(String.fromCharCode(byte))));

/** What ends a run of plain text or needs a look: markup, references, carriage returns, `]]>`, characters that XML does not have. */
export const endsRun = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number([LESS, AMPERSAND, BRACKET, LAST_BLOCK].includes(byte) || (byte < SPACE && byte !== TAB && byte !== LINE_FEED)),
);

export const isSpace = (byte: number): boolean => byte === LINE_FEED || byte === SPACE || byte === TAB || byte === RETURN;
