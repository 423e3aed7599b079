import type { Assets } from './kit/assets.js';
import type { CargoManifest, Consolidation, Declaration, MasterWaybill, WholeFlight } from './subjects.js';

/** What a document can be about, by name; `subjects.ts` says what each holds. */
export interface Subjects {
  declaration: Declaration;
  'master-waybill': MasterWaybill;
  consolidation: Consolidation;
  'cargo-manifest': CargoManifest;
  flight: WholeFlight;
}

export type SubjectKind = keyof Subjects;

/** Part of every document's fingerprint: raise it with any change that changes bytes, and published documents are made anew. */
export const RENDERER_VERSION = '3';

export type Format = 'xml' | 'pdf' | 'txt';

export interface Rendering {
  format: Format;
  /** What this one is about, where a type makes several of one subject: a house of a consolidation, a part of a split message. */
  subject?: string;
  bytes: Uint8Array;
}

/** Which readers a document is for: what customs gets, or what the carrier gets. `http/` knows the roles behind it. */
type Audience = 'customs' | 'carriage';

/** A kind of document: five members and no more. A new one is a folder with this in it and a line in `registry.ts`. */
export interface DocumentType<K extends SubjectKind = SubjectKind> {
  /** The name in routes, rows and file names. */
  readonly type: string;
  readonly subject: K;
  readonly audience: Audience;
  readonly formats: readonly Format[];
  /** All formats at once, because they share their layout and must share their figures. Pure: same subject, same bytes. */
  render(subject: Subjects[K], assets: Assets): Rendering[];
}

export function defineDocument<K extends SubjectKind>(type: DocumentType<K>): DocumentType<K> {
  return type;
}
