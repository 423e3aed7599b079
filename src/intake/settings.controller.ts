import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { isDay } from '../domain/calendar.js';
import { isAirport } from '../domain/codes/airports.js';
import { carrierOfPrefix } from '../domain/codes/carriers.js';
import type { Destination } from '../domain/destination.js';
import { DomainError, type FindingCode } from '../domain/problem.js';
import { Allow, CurrentCaller } from '../http/allow.js';
import { Describe } from '../http/describe.js';
import type { Caller } from '../store/access.store.js';
import { NumberStore } from '../store/number.store.js';
import { SettingsStore } from '../store/settings.store.js';
import { destinationBody } from './destination.schema.js';
import { type DayRates, dayRatesBody, type StockRange, stockAddedSchema, stockRangeBody, stockSchema } from './settings.schema.js';

const dateParam = { name: 'date', description: 'A day, by the customs’ clock in Moscow', example: '2026-11-22' };
const iataParam = { name: 'iata', description: 'IATA code of the airport', example: 'SVO' };

/** What a tenant keeps for all its flights. */
@ApiTags('Settings')
@Controller('v1')
export class SettingsController {
  constructor(
    private readonly settings: SettingsStore,
    private readonly numbers: NumberStore,
  ) {}

  @Put('exchange-rates/:date')
  @Allow(['admin'])
  @ApiParam(dateParam)
  @Describe({
    summary: 'Sets the rates of a day in the place of those it had',
    answer: { description: 'The rates as they are kept', schema: dayRatesBody },
    problems: ['malformed-json', 'too-large', 'unsupported-media', 'validation-failed'],
  })
  async putRates(
    @CurrentCaller() caller: Caller,
    @Param('date') date: string,
    @Body({ schema: dayRatesBody }) body: DayRates,
  ): Promise<DayRates> {
    if (!isDay(date)) throw badParameter('date', 'date_invalid', 'A day that exists, written YYYY-MM-DD');
    await this.settings.putRates(caller.tenantId, date, body.rates);
    return { base: 'RUB', rates: await this.settings.ratesOn(caller.tenantId, date) };
  }

  @Get('exchange-rates/:date')
  @Allow(['admin'])
  @ApiParam(dateParam)
  @Describe({ summary: 'The rates of a day', answer: { description: 'The rates', schema: dayRatesBody }, problems: ['not-found'] })
  async rates(@CurrentCaller() caller: Caller, @Param('date') date: string): Promise<DayRates> {
    const rates = isDay(date) ? await this.settings.ratesOn(caller.tenantId, date) : [];
    if (rates.length === 0) throw new DomainError('not-found');
    return { base: 'RUB', rates };
  }

  @Put('destinations/:iata')
  @Allow(['admin'])
  @ApiParam(iataParam)
  @Describe({
    summary: 'Sets what declarations and waybills for an airport say',
    description: 'Flights that are closed already keep what they were closed with.',
    answer: { description: 'The settings as they are kept', schema: destinationBody },
    problems: ['malformed-json', 'too-large', 'unsupported-media', 'validation-failed'],
  })
  async putDestination(
    @CurrentCaller() caller: Caller,
    @Param('iata') iata: string,
    @Body({ schema: destinationBody }) destination: Destination,
  ): Promise<Destination> {
    if (!/^[A-Z]{3}$/.test(iata)) throw badParameter('iata', 'format', 'Three capital letters');
    if (!isAirport(iata)) throw badParameter('iata', 'unknown_code', 'Not on the list of airports (IATA)');
    await this.settings.putDestination(caller.tenantId, iata, destination);
    return destination;
  }

  @Get('destinations/:iata')
  @Allow(['broker', 'admin'])
  @ApiParam(iataParam)
  @Describe({
    summary: 'What declarations and waybills for an airport say',
    answer: { description: 'The settings', schema: destinationBody },
    problems: ['not-found'],
  })
  async destination(@CurrentCaller() caller: Caller, @Param('iata') iata: string): Promise<Destination> {
    const isTheirs = caller.roles.includes('admin') || caller.destinations.length === 0 || caller.destinations.includes(iata);
    const destination = isTheirs && isAirport(iata) ? (await this.settings.destinations(caller.tenantId, [iata])).get(iata) : undefined;
    if (destination === undefined) throw new DomainError('not-found');
    return destination;
  }

  @Post('waybill-stock')
  @Allow(['airline', 'admin'])
  @Describe({
    summary: 'Adds a range of air waybill numbers to a carrier’s stock',
    description:
      'Serials without check digit, at most a million at once. A number is issued once, ever; one that is known is not added again.',
    answer: { status: 201, description: 'The range and how many numbers of it were new', schema: stockAddedSchema },
    problems: ['malformed-json', 'too-large', 'unsupported-media', 'validation-failed'],
  })
  async addStock(
    @CurrentCaller() caller: Caller,
    @Body({ schema: stockRangeBody }) range: StockRange,
  ): Promise<z.infer<typeof stockAddedSchema>> {
    const { prefix, from, to } = range;
    const carrier = range.carrier ?? carrierOfPrefix(prefix);
    if (carrier === undefined || !mayUseStock(caller, carrier)) throw new DomainError('forbidden');
    return { carrier, prefix, from, to, added: await this.numbers.addRange(caller.tenantId, carrier, prefix, Number(from), Number(to)) };
  }

  @Get('waybill-stock')
  @Allow(['airline', 'admin'])
  @Describe({ summary: 'How far each carrier’s stock reaches', answer: { description: 'Counts by carrier', schema: stockSchema } })
  async stock(@CurrentCaller() caller: Caller): Promise<z.infer<typeof stockSchema>> {
    const levels = await this.numbers.levels(caller.tenantId);
    return { stock: levels.filter(({ carrier }) => mayUseStock(caller, carrier)) };
  }
}

/** The operator has every carrier's stock, an airline its own. */
const mayUseStock = ({ roles, carrier: own }: Caller, carrier: string): boolean => roles.includes('admin') || own === carrier;

function badParameter(parameter: string, code: FindingCode, detail: string): DomainError {
  return new DomainError('validation-failed', undefined, { findings: [{ parameter, code, detail }] });
}
