import { Injectable } from '@nestjs/common';
import { DomainError, type ProblemCode, problemTitles } from '../domain/problem.js';
import { kilograms, money } from '../domain/units.js';
import { problemOf } from '../http/problem.js';
import type { Caller } from '../store/access.store.js';
import { type FlightDetail, type FlightRow, FlightStore, type FlightTotals, type RunState } from '../store/flight.store.js';
import { type FlightStateBody, type FlightViewBody, flightStateSchema } from './flights.schema.js';

/** Totals of so many flights are kept; they are small, and computing them is not. */
const MAX_KEPT = 500;

/** A flight as it is shown. Cheap enough to be asked for several times a second while its documents are made. */
@Injectable()
export class FlightView {
  readonly #totals = new Map<string, Promise<FlightTotals>>();

  constructor(private readonly flights: FlightStore) {}

  /** Errors: `not-found`. */
  async show(caller: Caller, code: string): Promise<FlightViewBody> {
    const flight = await this.find(caller, code);
    const { consignments, held, waybills, declarations, documents, valueKopecks, dutyKopecks } = flight;
    const { pieces, grossWeightG, value } = await this.#totalsOf(flight);
    return {
      ...flightState(flight),
      counts: { consignments, held, waybills, declarations, documents },
      totals: {
        pieces,
        grossWeightKg: kilograms(grossWeightG),
        value: value.map(({ currency, amount }) => ({ currency, amount: money(amount) })),
        ...(valueKopecks === null ? {} : { valueRub: money(valueKopecks) }),
        ...(dutyKopecks === null ? {} : { dutyRub: money(dutyKopecks) }),
      },
    };
  }

  /** Errors: `not-found`, whether it is absent or not the caller's to see. */
  async find(caller: Caller, code: string): Promise<FlightDetail> {
    const flight = await this.flights.find(caller, code);
    if (flight === undefined) throw new DomainError('not-found');
    return flight;
  }

  /** Summed up once for a state of the flight's figures, however many ask. */
  #totalsOf({ id, factsRevision, consignments, held }: FlightDetail): Promise<FlightTotals> {
    const name = `${id}/${factsRevision}/${consignments}/${held}`;
    const known = this.#totals.get(name);
    if (known !== undefined) return known;
    const totals = this.flights.totals(id);
    this.#totals.set(name, totals);
    totals.catch(() => this.#totals.delete(name));
    const [oldest] = this.#totals.keys();
    if (this.#totals.size > MAX_KEPT) this.#totals.delete(oldest);
    return totals;
  }
}

/** What changes while a flight is worked on. */
export function flightState({ code, status, revision, run }: FlightRow): FlightStateBody {
  const isShown = run !== null && status !== 'open';
  return {
    flight: code,
    status: flightStateSchema.shape.status.parse(status),
    revision,
    ...(isShown ? { progress: progressOf(run) } : {}),
    ...(isShown && run.problem !== null ? { problem: problemOf(new DomainError(codeOf(run.problem.code), run.problem.detail)) } : {}),
  };
}

function progressOf({ state, stage, done, total, secondsLeft }: RunState): FlightStateBody['progress'] {
  const isDone = state === 'completed';
  const percent = total === 0 ? 0 : Math.floor((100 * Math.min(done, total)) / total);
  return {
    stage,
    done,
    total,
    percent: isDone ? 100 : percent,
    ...(state === 'processing' && secondsLeft !== null ? { etaSeconds: Math.ceil(Math.max(0, secondsLeft)) } : {}),
  };
}

function codeOf(text: string): ProblemCode {
  const isCode = (code: string): code is ProblemCode => code in problemTitles;
  return isCode(text) ? text : 'internal';
}
