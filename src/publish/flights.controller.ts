import { Controller, Get, HttpCode, HttpStatus, type MessageEvent, Param, Post, Query, Sse } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { z } from 'zod';
import { Allow, CurrentCaller } from '../http/allow.js';
import { Describe } from '../http/describe.js';
import { readCursor, writeCursor } from '../http/page.js';
import type { Caller } from '../store/access.store.js';
import { CloseStore } from '../store/close.store.js';
import { type FlightRow, FlightStore } from '../store/flight.store.js';
import { FlightEvents } from './flight-events.js';
import { FlightView, flightState } from './flight-view.js';
import {
  type BoardBody,
  boardQuery,
  boardSchema,
  closeQuery,
  type FlightStateBody,
  type FlightViewBody,
  flightParam,
  flightStateSchema,
  flightViewSchema,
} from './flights.schema.js';

const place = z.tuple([z.iso.date(), z.string().max(40)]);

@ApiTags('Flights')
@Controller('v1/flights')
export class FlightsController {
  constructor(
    private readonly flights: FlightStore,
    private readonly view: FlightView,
    private readonly events: FlightEvents,
    private readonly closing: CloseStore,
  ) {}

  @Get()
  @Allow(['upstream', 'broker', 'airline', 'admin'])
  @Describe({
    summary: 'The board: flights, the latest first',
    answer: { description: 'A page of flights', schema: boardSchema },
    problems: ['validation-failed'],
  })
  async board(@CurrentCaller() caller: Caller, @Query({ schema: boardQuery }) query: z.infer<typeof boardQuery>): Promise<BoardBody> {
    const { limit, cursor, ...filter } = query;
    const [date, code] = readCursor(cursor, place) ?? [];
    const after = date === undefined || code === undefined ? undefined : { date, code };
    const rows = await this.flights.list(caller, filter, limit + 1, after);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      flights: page.map(entryOf),
      ...(rows.length > limit && last !== undefined ? { next: writeCursor([last.date, last.code]) } : {}),
    };
  }

  @Get(':flight')
  @Allow(['upstream', 'broker', 'airline', 'admin'])
  @Describe({
    summary: 'A flight: status, progress, counts and totals',
    answer: { description: 'The flight', schema: flightViewSchema },
    problems: ['not-found'],
  })
  show(@CurrentCaller() caller: Caller, @Param('flight', { schema: flightParam }) flight: string): Promise<FlightViewBody> {
    return this.view.show(caller, flight);
  }

  /** Queues the flight's job. Closing what is closed changes nothing. */
  @Post(':flight/close')
  @HttpCode(HttpStatus.ACCEPTED)
  @Allow(['upstream', 'broker', 'admin'])
  @Describe({
    summary: 'Closes a flight: its documents are made',
    description: 'Closing again after an amendment plans anew and renders what has changed; closing a failed flight tries again.',
    answer: { status: HttpStatus.ACCEPTED, description: 'The flight is queued', schema: flightStateSchema },
    problems: ['not-found', 'consignments-held', 'state-conflict', 'exchange-rate-missing', 'destination-not-set-up', 'validation-failed'],
  })
  async close(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) flight: string,
    @Query({ schema: closeQuery }) { held }: z.infer<typeof closeQuery>,
  ): Promise<FlightStateBody> {
    await this.closing.close(caller, flight, { held });
    return flightState(await this.view.find(caller, flight));
  }

  @Sse(':flight/events')
  @Allow(['upstream', 'broker', 'airline', 'admin'])
  @Describe({
    summary: 'Every change of status and progress, as server-sent events',
    description: 'The data of each event is a `FlightState`; the first one is the present state.',
    answer: { description: 'A stream of events', mediaTypes: ['text/event-stream'] },
    problems: ['not-found'],
  })
  async changes(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) flight: string,
  ): Promise<Observable<MessageEvent>> {
    return this.events.watch(await this.view.find(caller, flight));
  }
}

function entryOf(flight: FlightRow): BoardBody['flights'][number] {
  const { carrier, number, date, origin, destination, departsAt, arrivesAt, consignments, held } = flight;
  return {
    ...flightState(flight),
    carrier,
    number,
    date,
    origin,
    destination,
    ...(departsAt === null ? {} : { departsAt }),
    ...(arrivesAt === null ? {} : { arrivesAt }),
    counts: { consignments, held },
  };
}
