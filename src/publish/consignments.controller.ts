import { Body, Controller, Get, Headers, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { decisions } from '../domain/customs-mark.js';
import { DomainError } from '../domain/problem.js';
import { kilograms, money } from '../domain/units.js';
import { type Language, languageOf, textOf } from '../domain/wording/wording.js';
import { Allow, CurrentCaller } from '../http/allow.js';
import { Describe } from '../http/describe.js';
import { readCursor, writeCursor } from '../http/page.js';
import type { Caller } from '../store/access.store.js';
import { ConsignmentReadStore, type ConsignmentRow } from '../store/consignment-read.store.js';
import { rowRef } from '../store/row-ref.js';
import { declarationId } from './compose.js';
import {
  type ConsignmentBody,
  type ConsignmentsBody,
  consignmentsQuery,
  consignmentsSchema,
  type FoundBody,
  type FoundOneBody,
  foundOneSchema,
  foundSchemas,
  lookupBody,
  numberParam,
} from './consignments.schema.js';
import { FlightView } from './flight-view.js';
import { flightParam } from './flights.schema.js';
import { paymentsOf } from './payments-view.js';

const place = z.tuple([z.int().nonnegative(), z.int()]);

@ApiTags('Consignments')
@Controller('v1')
export class ConsignmentsController {
  constructor(
    private readonly view: FlightView,
    private readonly consignments: ConsignmentReadStore,
  ) {}

  @Get('flights/:flight/consignments')
  @Allow(['upstream', 'broker', 'airline', 'admin'])
  @Describe({
    summary: 'The consignments of a flight, in the order in which they were sent',
    answer: { description: 'A page of consignments', schema: consignmentsSchema },
    problems: ['not-found', 'validation-failed'],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) code: string,
    @Query({ schema: consignmentsQuery }) { limit, cursor, ...asked }: z.infer<typeof consignmentsQuery>,
    @Headers('accept-language') accepted?: string,
  ): Promise<ConsignmentsBody> {
    const { id } = await this.view.find(caller, code);
    const filter = { ...asked, declaration: asked.declaration?.replace(`${code}-`, '') };
    if ((filter.problem ?? filter.declaration ?? filter.decision) !== undefined && caller.roles.every((role) => role === 'airline'))
      throw new DomainError('forbidden');
    const [manifestKey, sequence] = readCursor(cursor, place) ?? [];
    const after = manifestKey === undefined || sequence === undefined ? undefined : { manifestKey, sequence };
    const rows = await this.consignments.list(caller, id, filter, limit + 1, after);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const reader = readerOf(caller, accepted);
    return {
      consignments: page.map((row) => consignmentOf(row, reader)),
      ...(rows.length > limit && last !== undefined ? { next: writeCursor([last.manifestKey, last.sequence]) } : {}),
    };
  }

  @Get('consignments/:number')
  @Allow(['upstream', 'broker', 'airline', 'admin'])
  @Describe({
    summary: 'Where a consignment is',
    description: 'An order may have come in several consignments: the latest flight comes first.',
    answer: { description: 'Where it is', schema: foundOneSchema },
    problems: ['not-found'],
  })
  async find(
    @CurrentCaller() caller: Caller,
    @Param('number', { schema: numberParam }) number: string,
    @Headers('accept-language') accepted?: string,
  ): Promise<FoundOneBody> {
    const rows = await this.consignments.lookup(caller, [number]);
    if (rows.length === 0) throw new DomainError('not-found');
    return { consignments: rows.map(foundIn(readerOf(caller, accepted))) };
  }

  @Post('consignments/lookup')
  @HttpCode(HttpStatus.OK)
  @Allow(['upstream', 'broker', 'airline', 'admin'])
  @Describe({
    summary: 'Where many consignments are, up to 10 000 numbers at once',
    answer: { description: 'Where they are', schema: foundSchemas },
    problems: ['malformed-json', 'too-large', 'unsupported-media', 'validation-failed'],
  })
  async lookup(
    @CurrentCaller() caller: Caller,
    @Body({ schema: lookupBody }) { numbers }: z.infer<typeof lookupBody>,
    @Headers('accept-language') accepted?: string,
  ): Promise<FoundBody> {
    const rows = await this.consignments.lookup(caller, numbers);
    const found = new Set(rows.map(({ asked }) => asked));
    return {
      consignments: rows.map(foundIn(readerOf(caller, accepted))),
      notFound: [...new Set(numbers)].filter((number) => !found.has(number)),
    };
  }
}

/** Who reads: in which language, and whether what customs writes freely is theirs to see. */
interface Reader {
  language: Language;
  seesReasons: boolean;
}

function readerOf({ roles }: Caller, accepted: string | undefined): Reader {
  return { language: languageOf(accepted), seesReasons: roles.some((role) => role === 'broker' || role === 'admin') };
}

function consignmentOf(row: ConsignmentRow, reader: Reader): ConsignmentBody {
  const { houseWaybill, bag, grossWeightG, waybill, manifestId, pieces, problems, declaration } = row;
  const outside: ConsignmentBody = {
    ...(houseWaybill === null ? {} : { houseWaybill }),
    ...(bag === null ? {} : { bag }),
    ...(grossWeightG === null ? {} : { grossWeightKg: kilograms(grossWeightG) }),
    ...(waybill === null ? {} : { waybill }),
  };
  if (!row.isWhole) return outside;
  return {
    ...outside,
    ref: rowRef(row),
    manifestId,
    status: statusOf(row),
    problems: problems.map(({ pointer, code, severity = 'error', detail, values }) => {
      const words = textOf({ detail, ...(values === undefined ? {} : { values }) }, reader.language);
      return { pointer, code, severity, detail: words };
    }),
    ...(pieces === null ? {} : { pieces }),
    ...(declaration === null ? {} : { declaration: declarationId(row.flight, declaration) }),
    ...decisionOf(row, reader),
    ...figuresOf(row),
  };
}

/** What customs decided; nothing while it has not. The text of a refusal is a part of its reply. Source: the matrix of reliability 9. */
function decisionOf({ decision }: ConsignmentRow, { language, seesReasons }: Reader): Pick<ConsignmentBody, 'decision'> {
  if (decision === null) return {};
  const { code, isFinal, decidedAt, reasonCode, reason } = decision;
  const words = decisions.get(code)?.words;
  return {
    decision: {
      code,
      ...(words === undefined ? {} : { text: textOf({ detail: words }, language) }),
      isFinal,
      decidedAt: new Date(decidedAt).toISOString(),
      ...(reasonCode === null ? {} : { reasonCode }),
      ...(reason === null || !seesReasons ? {} : { reason }),
    },
  };
}

/** What the plan figured; nothing while there is none. */
function figuresOf({ valueKopecks, valueEur, dutyKopecks, dutyBasis, payments }: ConsignmentRow): Partial<ConsignmentBody> {
  if (valueKopecks === null || valueEur === null || dutyKopecks === null || dutyBasis === null) return {};
  return {
    valueRub: money(valueKopecks),
    valueEur: money(valueEur),
    duty: { rub: money(dutyKopecks), basis: dutyBasis },
    ...(payments === null ? {} : { payments: paymentsOf(payments) }),
  };
}

function statusOf({ isHeld, isPublished }: ConsignmentRow): ConsignmentBody['status'] {
  if (isHeld) return 'held';
  if (isPublished === null) return 'accepted';
  return isPublished ? 'declared' : 'planned';
}

const foundIn = (reader: Reader) => (row: ConsignmentRow & { asked: string }) => ({
  number: row.asked,
  flight: row.flight,
  ...consignmentOf(row, reader),
});
