import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { isFinalDecision, registrationNumber } from '../domain/customs-mark.js';
import { totalKopecks } from '../domain/payment.js';
import { kilograms, money, unscaled } from '../domain/units.js';
import { Allow, CurrentCaller } from '../http/allow.js';
import { Describe } from '../http/describe.js';
import type { Caller } from '../store/access.store.js';
import { CustomsReplyStore } from '../store/customs-reply.store.js';
import { DocumentReadStore, type StoredDocument } from '../store/document-read.store.js';
import { type FlightDetail, FlightStore } from '../store/flight.store.js';
import { declarationId } from './compose.js';
import { FlightView } from './flight-view.js';
import { type DeclarationsBody, declarationsSchema, flightParam, type WaybillsBody, waybillsSchema } from './flights.schema.js';

type Declared = DeclarationsBody['declarations'][number];

/** What a flight's plan decided: the plan published last, before the first publishing the one in the making. */
@ApiTags('Flights')
@Controller('v1/flights')
export class FlightPlanController {
  constructor(
    private readonly view: FlightView,
    private readonly flights: FlightStore,
    private readonly documents: DocumentReadStore,
    private readonly replies: CustomsReplyStore,
  ) {}

  @Get(':flight/waybills')
  @Allow(['upstream', 'broker', 'airline', 'admin'])
  @Describe({
    summary: 'The master waybills of a flight',
    answer: { description: 'Waybills with their documents', schema: waybillsSchema },
    problems: ['not-found'],
  })
  async waybills(@CurrentCaller() caller: Caller, @Param('flight', { schema: flightParam }) code: string): Promise<WaybillsBody> {
    const flight = await this.view.find(caller, code);
    if (flight.planRunId === null) return { waybills: [] };
    const rows = await this.flights.waybills(flight.planRunId);
    const documents = await this.#documentsBySubject(caller, flight.id);
    return {
      waybills: rows.map(({ number, grossWeightG, chargeableHalfKg, ...waybill }) => ({
        ...(number === null ? {} : { number }),
        ...waybill,
        grossWeightKg: kilograms(grossWeightG),
        chargeableWeightKg: unscaled(chargeableHalfKg * 5, 1),
        documents: number === null ? [] : documents(number),
      })),
    };
  }

  @Get(':flight/declarations')
  @Allow(['broker', 'admin'])
  @Describe({
    summary: 'The declarations of a flight',
    answer: { description: 'Declarations with their documents', schema: declarationsSchema },
    problems: ['not-found'],
  })
  async declarations(@CurrentCaller() caller: Caller, @Param('flight', { schema: flightParam }) code: string): Promise<DeclarationsBody> {
    const flight = await this.view.find(caller, code);
    if (flight.planRunId === null) return { declarations: [] };
    const rows = await this.flights.declarations(flight.planRunId);
    const documents = await this.#documentsBySubject(caller, flight.id);
    const customs = await this.#customsOf(flight);
    return {
      declarations: rows.map(({ slot, kind, waybill, houseWaybills, goodsItems, grossWeightG, valueKopecks, dutyKopecks, payments }) => ({
        id: declarationId(code, slot),
        kind: declarationsSchema.shape.declarations.element.shape.kind.parse(kind),
        ...customs(slot, houseWaybills),
        ...(waybill === null ? {} : { waybill }),
        houseWaybills,
        goodsItems,
        grossWeightKg: kilograms(grossWeightG),
        valueRub: money(valueKopecks),
        dutyRub: money(dutyKopecks),
        ...(payments === null
          ? {}
          : {
              payments: payments.map(({ kind: paid, kopecks }) => ({ kind: paid, rub: money(kopecks) })),
              paymentsRub: money(totalKopecks(payments)),
            }),
        documents: documents(declarationId(code, slot)),
      })),
    };
  }

  /** What customs has said of a declaration, by its slot and how many house waybills it has. */
  async #customsOf({
    id,
    planRunId,
    publishedRevision,
  }: FlightDetail): Promise<(slot: string, houseWaybills: number) => Pick<Declared, 'number' | 'status' | 'decisions'>> {
    const numbers = new Map((await this.replies.registrations(id)).map(({ slot, registration }) => [slot, registration]));
    // Without a number there are no decisions: they come together.
    const counts = numbers.size === 0 || planRunId === null ? [] : await this.replies.decisionCounts(id, planRunId);
    return (slot, houseWaybills) => {
      const registration = numbers.get(slot);
      if (registration === undefined) return { status: publishedRevision === null ? 'planned' : 'published' };
      const decisions = counts.flatMap(({ slot: of, ...count }) => (of === slot ? [count] : []));
      const done = decisions.reduce((sum, { code, houseWaybills: count }) => sum + (isFinalDecision(code) ? count : 0), 0);
      return {
        number: registrationNumber(registration),
        status: done < houseWaybills ? 'registered' : 'decided',
        ...(decisions.length === 0 ? {} : { decisions }),
      };
    };
  }

  /** Published documents of the flight that the caller may read, by what they are about. */
  async #documentsBySubject(
    caller: Caller,
    flightKey: string,
  ): Promise<(subject: string) => WaybillsBody['waybills'][number]['documents']> {
    const bySubject = new Map<string, Pick<StoredDocument, 'id' | 'type' | 'format' | 'fileName'>[]>();
    for (const { id, type, format, fileName, subject } of await this.documents.list(caller, flightKey, { status: 'published' })) {
      const known = bySubject.get(subject);
      if (known === undefined) bySubject.set(subject, [{ id, type, format, fileName }]);
      else known.push({ id, type, format, fileName });
    }
    return (subject) => bySubject.get(subject) ?? [];
  }
}
