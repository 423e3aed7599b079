import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { CONFIG, type Config } from '../../config.js';
import { carrierOfPrefix } from '../../domain/codes/carriers.js';
import { DomainError } from '../../domain/problem.js';
import { readWaybillNumber } from '../../domain/waybill.js';
import { byPrefix, gapsOf } from '../../domain/waybill-stock.js';
import { Allow, CurrentCaller } from '../../http/allow.js';
import { Describe } from '../../http/describe.js';
import { actorOf, type Caller } from '../../store/access.store.js';
import { NumberStore } from '../../store/number.store.js';
import { RunStore } from '../../store/run.store.js';
import {
  gapsQuery,
  gapsSchema,
  keptNumberSchema,
  numberParam,
  numberVoidBody,
  type StockRange,
  stockAddedSchema,
  stockRangeBody,
  stockSchema,
} from './stock.schema.js';
import { gapView, levelView, numberView } from './stock-view.js';

const MAX_GAPS = 1_000;

/** The stock of air waybill numbers: the operator has every carrier's, an airline its own. */
@ApiTags('Settings')
@Controller('v1/waybill-stock')
export class StockController {
  constructor(
    private readonly numbers: NumberStore,
    private readonly runs: RunStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @Allow(['airline', 'admin'])
  @Describe({
    summary: 'Adds a range of air waybill numbers to a carrier’s stock',
    description:
      'Serials without check digit, at most a million at once. A number is issued once, ever; one that is known is not added again. ' +
      'Flights that wait for numbers of the carrier go on at once.',
    answer: { status: 201, description: 'The range and how many numbers of it were new', schema: stockAddedSchema },
    problems: ['malformed-json', 'too-large', 'unsupported-media', 'validation-failed'],
  })
  async add(
    @CurrentCaller() caller: Caller,
    @Body({ schema: stockRangeBody }) range: StockRange,
  ): Promise<z.infer<typeof stockAddedSchema>> {
    const { prefix, from, to } = range;
    const carrier = range.carrier ?? carrierOfPrefix(prefix);
    if (carrier === undefined || !mayUseStock(caller, carrier)) throw new DomainError('forbidden');
    const by = actorOf(caller);
    return {
      carrier,
      prefix,
      from,
      to,
      added: await this.numbers.addRange(caller.tenantId, carrier, prefix, Number(from), Number(to), { by }),
    };
  }

  @Get()
  @Allow(['airline', 'admin'])
  @Describe({
    summary: 'How far each carrier’s stock reaches',
    description: 'Any number of a carrier serves its flights, whatever its prefix: how long they last is told by carrier.',
    answer: { description: 'Counts, pace and ranges by carrier', schema: stockSchema },
  })
  async stock(@CurrentCaller() caller: Caller): Promise<z.infer<typeof stockSchema>> {
    const scope = [caller.tenantId, scopeOf(caller)] as const;
    const waiting = await this.runs.waitingForStock(...scope);
    const { covers: known, stretches } = await this.numbers.stock(...scope);
    const covers = new Map(known.map((cover) => [cover.carrier, cover]));
    const prefixes = byPrefix(stretches);
    const carriers = [...new Set([...covers.keys(), ...waiting.map(({ carrier }) => carrier)])].sort();
    const { lowCount, lowDays } = this.config.stock;
    return {
      warnsBelow: { free: lowCount, daysOfCover: lowDays },
      stock: carriers.map((carrier) =>
        levelView(
          covers.get(carrier) ?? { carrier, free: 0, used: 0, void: 0, recent: 0, days: 1 },
          prefixes.filter(([stretch]) => stretch.carrier === carrier),
          waiting.flatMap((one) => (one.carrier === carrier ? [one.flight] : [])),
          this.config.stock,
        ),
      ),
    };
  }

  @Get('gaps')
  @Allow(['airline', 'admin'])
  @Describe({
    summary: 'Numbers that no waybill bears though others around them do',
    answer: { description: 'Gaps with their reason', schema: gapsSchema },
    problems: ['validation-failed'],
  })
  async gaps(
    @CurrentCaller() caller: Caller,
    @Query({ schema: gapsQuery }) { carrier }: z.infer<typeof gapsQuery>,
  ): Promise<z.infer<typeof gapsSchema>> {
    if (carrier !== undefined && !mayUseStock(caller, carrier)) throw new DomainError('forbidden');
    const gaps = gapsOf(await this.numbers.stretches(caller.tenantId, carrier ?? scopeOf(caller)));
    return { count: gaps.length, gaps: gaps.slice(0, MAX_GAPS).map(gapView) };
  }

  @Get(':number')
  @Allow(['airline', 'admin'])
  @Describe({
    summary: 'What became of a number',
    answer: { description: 'Its state, and the flight that it was given to', schema: keptNumberSchema },
    problems: ['not-found'],
  })
  number(
    @CurrentCaller() caller: Caller,
    @Param('number', { schema: numberParam }) number: string,
  ): Promise<z.infer<typeof keptNumberSchema>> {
    return this.#find(caller, number);
  }

  @Post(':number/void')
  @HttpCode(200)
  @Allow(['airline', 'admin'])
  @Describe({
    summary: 'Takes a number out of use for good',
    description:
      'A free one, or one whose flight has no waybill for it any more; such a one is also voided by the publishing of the flight. ' +
      'Voiding again changes nothing: the first reason stays.',
    answer: { description: 'The number, which is void', schema: keptNumberSchema },
    problems: ['malformed-json', 'too-large', 'unsupported-media', 'validation-failed', 'not-found', 'state-conflict'],
  })
  async void(
    @CurrentCaller() caller: Caller,
    @Param('number', { schema: numberParam }) number: string,
    @Body({ schema: numberVoidBody }) { reason }: { reason: string },
  ): Promise<z.infer<typeof keptNumberSchema>> {
    const found = await this.#find(caller, number);
    await this.numbers.voidNumber(caller.tenantId, found.number, reason, { by: actorOf(caller) });
    return this.#find(caller, number);
  }

  /** Errors: `not-found`, whether there is none or it is another carrier's. */
  async #find(caller: Caller, written: string): Promise<z.infer<typeof keptNumberSchema>> {
    const number = readWaybillNumber(written);
    const found = number === undefined ? undefined : await this.numbers.find(caller.tenantId, number);
    if (found === undefined || !mayUseStock(caller, found.carrier)) throw new DomainError('not-found');
    return numberView(found);
  }
}

const mayUseStock = ({ roles, carrier: own }: Caller, carrier: string): boolean => roles.includes('admin') || own === carrier;

/** The carrier whose stock alone a caller sees; undefined for all. An airline of no carrier sees none. */
const scopeOf = ({ roles, carrier }: Caller): string | undefined => (roles.includes('admin') ? undefined : (carrier ?? ''));
