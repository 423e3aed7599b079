import type { ValueScan } from './value-scan.js';

/** Limits of reading, all of them settings. Source: reliability R20. */
export interface ReadLimits {
  consignments: number;
  /** Bytes of one consignment. */
  consignmentBytes: number;
  /** Bytes of everything but the consignments. */
  headBytes: number;
  depth: number;
}

/** Takes the pieces of a body as they are found. `at` is the place of the bytes in the body. */
export interface Pieces {
  /** So much was found that other work of the process is due: the splitter stops behind the piece. */
  readonly isTurnDue: boolean;
  /** The bytes stay as they are: those of the chunk, or a copy where two chunks held them. `decoded` is their text, if it is known. */
  consignment(bytes: Buffer, at: number, scan: ValueScan, decoded?: string): void;
  /** The bytes are valid during the call only. Called before the first consignment with what stood before the consignments, as JSON text of an object. */
  early(bytes: Buffer, at: number): void;
}

/** What a body holds beside its consignments. */
export interface HeadPiece {
  bytes: Buffer;
  /** Place in the body of the first byte. */
  at: number;
  /** Where the list of consignments stood empty in `bytes`, and how many bytes of the body it filled. */
  gap?: { index: number; bytes: number };
}

/** Cuts a body into its consignments, chunk by chunk. */
export interface Splitter {
  /** Takes a chunk up to its end, or up to where a turn is due; answers how many bytes it took, of which there is always one. */
  push(chunk: Buffer): number;
  end(): HeadPiece;
}
