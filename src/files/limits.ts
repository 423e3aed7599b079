const MIB = 1_048_576;

/** Longest text of a cell, in code points; a longer one is a fault of its cell. Source: reliability R20. */
export const MAX_CELL = 4_096;

/** Columns of a row. The widest register known has 45. */
export const MAX_COLUMNS = 1_024;

/** UTF-16 units that a row of a CSV, or one text or tag of an XML part, may need in memory: a quote that never closes ends here. */
export const MAX_PIECE = MIB;

/** Limits of what is unpacked from one file: bytes, bytes for one packed one, and bytes up to which that does not matter. */
export interface UnpackLimits {
  decodedBytes: number;
  ratio: number;
  ratioGraceBytes: number;
}

/** Source: reliability R20. */
export const UNPACK_LIMITS: UnpackLimits = { decodedBytes: 512 * MIB, ratio: 100, ratioGraceBytes: 8 * MIB };

/** Files in a ZIP. A workbook has some tens. */
export const MAX_ENTRIES = 4_096;

/** Texts that the cells of a workbook share: bytes of all together, and how many. They are kept while its rows are read. */
export const MAX_SHARED_BYTES = 64 * MIB;
export const MAX_SHARED_TEXTS = 16 * MIB;
