import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/problem.js';
import { type Language, say } from '../../domain/wording/wording.js';
import type { Caller } from '../../store/access.store.js';
import { type FlightDetail, FlightStore } from '../../store/flight.store.js';
import { withRoles } from '../../store/visible-manifests.js';
import type { OnDemandPaper } from './on-demand-paper.js';
import { onDemandPapers } from './on-demand-papers.js';
import { PublishedPlan } from './published-plan.js';
import { Registers } from './register/registers.js';
import { RegisteredDeclarations } from './registered-declarations.js';
import { indexedZip } from './zipped-files.js';

/** A paper that is asked for by type, in one of its formats if that is named. */
export interface AskedPaper {
  type?: string | undefined;
  format?: string | undefined;
}

/** Papers that are made when they are asked for, as those find them who know their types alone. */
@Injectable()
export class OnDemand {
  constructor(
    private readonly flights: FlightStore,
    private readonly plans: PublishedPlan,
    private readonly registers: Registers,
    private readonly declared: RegisteredDeclarations,
  ) {}

  /** Those that can be made of a flight as it stands and that the caller may read. */
  async listed(caller: Caller, flight: FlightDetail, { type, format }: AskedPaper): Promise<OnDemandPaper[]> {
    const asked = onDemandPapers.filter(
      (paper) =>
        paper.isReady(flight) && (type === undefined || paper.type === type) && (format === undefined || paper.formats.includes(format)),
    );
    const readable = await Promise.all(asked.map((paper) => this.#isReadable(caller, flight.code, paper)));
    return asked.filter((_, at) => readable[at]);
  }

  /**
   * The archive of a paper as bytes; undefined if its type is not one that is made on demand.
   *
   * Errors: `forbidden` for who may not use its route; `validation-failed` for a format that it has not; `not-found`, `state-conflict`.
   */
  async archived(
    caller: Caller,
    flight: string,
    { type, format }: AskedPaper,
    language: Language,
  ): Promise<AsyncGenerator<Uint8Array> | undefined> {
    const paper = onDemandPapers.find((each) => each.type === type);
    if (paper?.archived === undefined) return undefined;
    const narrowed = withRoles(caller, paper.roles);
    if (narrowed.roles.length === 0) throw new DomainError('forbidden');
    const [first] = Object.keys(paper.archived);
    const make = new Map(Object.entries(paper.archived)).get(format ?? first);
    if (make === undefined) throw unknownFormat(Object.keys(paper.archived));
    const sources = { plans: this.plans, registers: this.registers, declared: this.declared };
    const { made, files } = await make(sources, { caller: narrowed, flight, language });
    return indexedZip(paper.type, files, made);
  }

  /** A key of several roles may see the flight by one that may not read the paper. */
  async #isReadable(caller: Caller, flight: string, paper: OnDemandPaper): Promise<boolean> {
    const narrowed = withRoles(caller, paper.roles);
    if (narrowed.roles.length === caller.roles.length) return true;
    return narrowed.roles.length > 0 && (await this.flights.find(narrowed, flight)) !== undefined;
  }
}

function unknownFormat(formats: readonly string[]): DomainError {
  return new DomainError('validation-failed', undefined, {
    findings: [{ parameter: 'format', code: 'unknown_code', ...say('One of {0}', formats.join(', ')) }],
  });
}
