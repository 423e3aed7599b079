import type { Language } from '../../domain/wording/wording.js';
import type { Caller, Role } from '../../store/access.store.js';
import type { FlightDetail } from '../../store/flight.store.js';
import type { PublishedPlan } from './published-plan.js';
import type { Registers } from './register/registers.js';
import type { RegisteredDeclarations } from './registered-declarations.js';
import type { MadeMember } from './zipped-files.js';

/** What papers are made from. */
export interface PaperSources {
  plans: PublishedPlan;
  registers: Registers;
  declared: RegisteredDeclarations;
}

/** Of which flight, for whom. The caller has no roles but those that may read the paper. */
export interface PaperRequest {
  caller: Caller;
  flight: string;
  language: Language;
}

/** The files of a paper in an archive, made while they are read. */
export interface PaperFiles {
  /** When they were made, by their ZIP: the same plan gives the same bytes. */
  made: Date;
  files: AsyncIterable<MadeMember>;
}

/** A paper of a flight that is made when it is asked for. A new one is a folder with this and its route in it, and a line in `on-demand-papers.ts`. */
export interface OnDemandPaper {
  /** The name in lists and of archives. */
  readonly type: string;
  /** Of its route. */
  readonly formats: readonly [string, ...string[]];
  /** In one line. */
  readonly what: string;
  /** Of its route below the flight's. */
  readonly path: string;
  /** Who may read it: those of its route. Source: the matrix of reliability 9. */
  readonly roles: readonly [Role, ...Role[]];
  /** Whether it can be made of the flight as it stands. */
  isReady(flight: Pick<FlightDetail, 'planRunId' | 'publishedRevision'>): boolean;
  /** How each format goes into an archive, the first one where none is asked for; left out where it is no file to be kept. */
  readonly archived?: Readonly<Record<string, (sources: PaperSources, request: PaperRequest) => Promise<PaperFiles>>>;
}

/** Of papers that show what the published documents show. */
export const isPublished: OnDemandPaper['isReady'] = ({ planRunId, publishedRevision }) => planRunId !== null && publishedRevision !== null;
