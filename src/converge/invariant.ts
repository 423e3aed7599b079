import type { Archive } from '../archive/archive.js';
import type { Database } from '../store/database.js';
import type { Repairs } from './repairs.js';

/** The promises that can be counted. Source: reliability 6; I12 asks for a second system and is a test. */
export const sentences = {
  I1: 'every acknowledged manifest exists with its exact count and content',
  I2: 'a manifest belongs to one flight and has one current revision, its highest',
  I3: 'no air waybill number twice, each with its check digit',
  I4: 'every air waybill number in a document is allocated to its flight',
  I5: 'each consignment stands in exactly one current declaration, none missing, none extra',
  I6: 'no declaration has more than 500 house waybills',
  I7: 'weights, values and counts are equal between consignments, waybills, declarations and XML',
  I8: 'the stored bytes of every document match its hash, XML is valid, a PDF opens',
  I9: 'nothing staged by an ended run, and nothing half written, is older than 10 minutes',
  I10: 'no unsent outbox row is older than 60 seconds',
  I11: 'the audit log has every accepted manifest and every published set',
} as const;

export type InvariantId = keyof typeof sentences;

/** One place where an invariant does not hold. Ids and numbers only, never what somebody sent of a person. */
export interface Breach {
  invariant: InvariantId;
  example: string;
}

/** What checks look at. */
export interface ConvergeContext {
  database: Database;
  archive: Archive;
  /** Of the official schemas, if there are any. */
  schemaFolder: string | undefined;
  /** Code of the only flight that is looked at; all if left out. */
  flight: string | undefined;
  /** Mends what it can; nothing is changed without it. */
  repairs: Repairs | undefined;
  /** Counts what was looked at. */
  count(what: string, by?: number): void;
}

/** Looks for breaches of one invariant or of several that are seen together, whatever the size: never more than a page in memory. */
export type Check = (context: ConvergeContext) => AsyncIterable<Breach>;
