import type { Audience } from '../domain/papers.js';
import type { FiguresOf } from './figures.js';
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
export const RENDERER_VERSION = '4';

export type Format = 'xml' | 'pdf' | 'txt';

export interface Rendering {
  format: Format;
  /** What this one is about, where a type makes several of one subject: a house of a consolidation, a part of a split message. */
  subject?: string;
  bytes: Uint8Array;
}

/** A kind of document. A new one is a folder with this in it and a line in `registry.ts`. */
export interface DocumentType<K extends SubjectKind = SubjectKind, V extends string = string> {
  /** The name in routes, rows and file names. */
  readonly type: string;
  readonly subject: K;
  /** For whom it is where nobody chooses otherwise. */
  readonly audience: Audience;
  readonly formats: readonly Format[];
  /** Versions that it can be written in, the one that is taken where nobody chooses first; left out where the customs' album decides. */
  readonly versions?: readonly V[];
  /** All formats at once, because they share their layout and must share their figures. Pure: same subject and version, same bytes. */
  render(subject: Subjects[K], assets: Assets, version?: V): Rendering[];
  /** What must be found in the bytes, by format: without it a rendering is not published. */
  readonly figures: FiguresOf<Subjects[K]>;
}

export function defineDocument<K extends SubjectKind, V extends string = never>(type: DocumentType<K, V>): DocumentType<K, V> {
  return type;
}
