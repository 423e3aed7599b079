import { createHash } from 'node:crypto';
import { type DocumentType, RENDERER_VERSION, type SubjectKind } from '../documents/document-type.js';
import type { DeclarationSlot, WaybillSlot } from '../domain/flight-plan.js';
import { type Audience, paperOf } from '../domain/papers.js';
import type { RunContext } from '../store/run.store.js';
import { declarationId } from './compose.js';

/** A plan with everything that names its documents. Fingerprints in hex, over the consignments and their places. */
export interface NumberedSlots {
  waybills: readonly (WaybillSlot & { number: string; fingerprint: string })[];
  declarations: readonly (DeclarationSlot & { fingerprint: string })[];
}

/** A document that is to be: which type about which subject. Named, not rendered; may cross threads. */
export interface NamedDraft {
  type: Pick<DocumentType, 'type' | 'subject'>;
  audience: Audience;
  /** Undefined where the type has no versions of its own. */
  version: string | undefined;
  /** Place of the subject in the plan: of a declaration, a waybill, or a destination in the order of `destinationsOf`. */
  index: number;
  /** The number the document is about. */
  subject: string;
  /** Undefined for what is about all airports of the flight. */
  destination: string | undefined;
  /** Which master waybill it belongs to, by its place in the plan; undefined for what is about several. */
  waybill: number | undefined;
  /** How many stand in it. */
  consignments: number;
  /** SHA-256 in hex over everything the bytes are made from, but for the time of making. */
  fingerprint: string;
  /** The same without the type: what documents of several types about one subject have in common. */
  content: string;
}

export interface Draft extends NamedDraft {
  type: DocumentType;
}

/** What fixes a document beside its subject. */
export interface DraftContext {
  flightId: string;
  /** Every member of the flight that a document may print. */
  flight: object;
  run: RunContext;
}

interface SubjectName {
  subject: string;
  /** Left out for what is about all airports of the flight. */
  destination?: string;
  waybill?: number;
  consignments: number;
  /** What the subject's content comes to. */
  content: unknown;
}

/** A slot's figures without what the store adds to it. */
function figuresOf({ index: _, ...figures }: { index?: number } & object): object {
  return figures;
}

/** The subjects of a plan by kind; what a new kind of subject costs is a line here and one in `load-subject.ts`. */
const subjectsOf: Record<SubjectKind, (flightId: string, plan: NumberedSlots) => SubjectName[]> = {
  declaration: (flightId, { declarations, waybills }) =>
    declarations.map((declaration) => {
      const { number, destination } = waybills[declaration.waybill];
      return {
        subject: declarationId(flightId, declaration.slot),
        destination,
        waybill: declaration.waybill,
        consignments: declaration.houseWaybills,
        content: [number, figuresOf(declaration)],
      };
    }),
  'master-waybill': (_, { waybills }) =>
    waybills.map(({ fingerprint: _, ...waybill }, index) => ({
      subject: waybill.number,
      destination: waybill.destination,
      waybill: index,
      consignments: waybill.consignments,
      content: figuresOf(waybill),
    })),
  consolidation: (_, { waybills }) =>
    waybills.map((waybill, index) => ({
      subject: waybill.number,
      destination: waybill.destination,
      waybill: index,
      consignments: waybill.consignments,
      content: figuresOf(waybill),
    })),
  'cargo-manifest': (flightId, plan) =>
    destinationsOf(plan).map((destination) => {
      const waybills = plan.waybills.filter((waybill) => waybill.destination === destination);
      return {
        subject: `${flightId}-${destination}`,
        destination,
        consignments: consignmentsOf(waybills),
        content: contentOfWaybills(waybills),
      };
    }),
  flight: (flightId, { waybills }) =>
    waybills.length === 0 ? [] : [{ subject: flightId, consignments: consignmentsOf(waybills), content: contentOfWaybills(waybills) }],
};

const contentOfWaybills = (waybills: NumberedSlots['waybills']): object[] =>
  waybills.map(({ fingerprint: _, ...waybill }) => figuresOf(waybill));

const consignmentsOf = (waybills: NumberedSlots['waybills']): number => waybills.reduce((sum, { consignments }) => sum + consignments, 0);

/** Airports at which something is unloaded, in the order of their waybills. */
export function destinationsOf({ waybills }: NumberedSlots): string[] {
  return [...new Set(waybills.map(({ destination }) => destination))];
}

/** Every document of a plan that is wanted, in the order of the registry. */
export function draftsOf(context: DraftContext, plan: NumberedSlots, types: readonly DocumentType[]): Draft[] {
  const contentOf = contentsOf(context);
  const subjects = new Map<SubjectKind, (SubjectName & { contentHash: string })[]>();
  const subjectsOfKind = (kind: SubjectKind) => {
    const known = subjects.get(kind);
    if (known !== undefined) return known;
    const named = subjectsOf[kind](context.flightId, plan).map((name) => ({ ...name, contentHash: contentOf(kind, name) }));
    subjects.set(kind, named);
    return named;
  };
  return types.flatMap((type) => {
    const { isMade, audience, version } = paperOf(type, context.run);
    if (!isMade) return [];
    return subjectsOfKind(type.subject).map(({ subject, destination, waybill, consignments, contentHash: content }, index): Draft => {
      const fingerprint = hashOf([type.type, version, audience, content].join(' '));
      return { type, audience, version, index, subject, destination, waybill, consignments, fingerprint, content };
    });
  });
}

/**
 * Hashes what documents about a subject are made from. Rates and settings are most of that text and the same for all subjects of a
 * destination: they are written once, not for each of the thousand documents of a large flight, which took half a second.
 */
function contentsOf({ run, flight }: DraftContext): (kind: SubjectKind, name: SubjectName) => string {
  const { album, rates, destinations, regime, airlineHouses } = run;
  const [version, editions, day, kindOfTrade, flown] = [RENDERER_VERSION, album, rates, regime, flight].map(canonicalJson);
  const settings = new Map<string | undefined, string>();
  const settingsOf = (destination: string | undefined): string => {
    const known = settings.get(destination) ?? canonicalJson(destination === undefined ? destinations : destinations[destination]);
    settings.set(destination, known);
    return known;
  };
  return (kind, { subject, destination, content }) => {
    // No other subject has houses in it: what customs gets stays as it is when the airline wants others.
    const houses = canonicalJson(kind === 'consolidation' ? airlineHouses : undefined);
    const made = [
      version,
      canonicalJson(subject),
      editions,
      day,
      kindOfTrade,
      houses,
      settingsOf(destination),
      flown,
      canonicalJson(content),
    ];
    return hashOf(`[${made.join(',')}]`);
  };
}

/** Drafts about one subject, which are rendered together: it is loaded once for all of them. */
export interface DraftGroup {
  kind: SubjectKind;
  index: number;
  subject: string;
  destination: string | undefined;
  consignments: number;
  /** What all of them are made from. */
  content: string;
  drafts: readonly NamedDraft[];
}

/**
 * Drafts by what they are about: the subjects of one master waybill together, its declarations before what lists the same consignments,
 * so that what a thread has read for one serves the next; then what is about several waybills. Of the last waybill the lists come
 * first: else one thread would make them, as long as four declarations take, while the others have nothing left to do.
 */
export function groupsOf(drafts: readonly NamedDraft[]): DraftGroup[] {
  const groups = new Map<string, NamedDraft[]>();
  for (const draft of drafts) {
    const key = `${draft.type.subject} ${draft.index}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [draft]);
    else group.push(draft);
  }
  const last = drafts.reduce((most, { waybill = 0 }) => Math.max(most, waybill), 0);
  const turn = ({ type, waybill = last + 1 }: NamedDraft): number =>
    waybill === last && type.subject === 'consolidation' ? last - 0.5 : waybill;
  return [...groups.values()]
    .sort(([a], [b]) => turn(a) - turn(b))
    .map((group) => {
      const [{ type, index, subject, destination, consignments, content }] = group;
      return { kind: type.subject, index, subject, destination, consignments, content, drafts: group };
    });
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * JSON with the members of every object in one order: what went through the database's JSON comes back in another. What is left out
 * is `null`, as in a list.
 */
function canonicalJson(value: unknown): string {
  const text: string | undefined = JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
  return text ?? 'null';
}
