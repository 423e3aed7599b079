import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiConsumes, ApiParam, ApiTags } from '@nestjs/swagger';
import { isDay } from '../../domain/calendar.js';
import { DomainError } from '../../domain/problem.js';
import { Allow, CurrentCaller } from '../../http/allow.js';
import { Describe } from '../../http/describe.js';
import { actorOf, type Caller } from '../../store/access.store.js';
import { SettingsStore } from '../../store/settings.store.js';
import { badParameter } from './bad-parameter.js';
import { readCentralBankRates } from './central-bank-rates.js';
import { type DayRates, dayRatesBody, dayRatesOrXml, type KeptRates, keptRatesAnswer } from './rates.schema.js';

const dateParam = { name: 'date', description: 'A day, by the customs’ clock in Moscow', example: '2026-11-22' };

/** What currencies cost on a day. */
@ApiTags('Settings')
@Controller('v1')
export class RatesController {
  constructor(private readonly settings: SettingsStore) {}

  @Put('exchange-rates/:date')
  @Allow(['admin'], { takesXml: true })
  @ApiParam(dateParam)
  @ApiConsumes('application/json', 'application/xml')
  @Describe({
    summary: 'Sets the rates of a day in the place of those it had',
    description:
      'JSON, or the Central Bank’s daily XML exactly as it is published (`XML_daily.asp`, windows-1251 or UTF-8). The date in the XML is that ' +
      'of the last setting: the day itself, or at most 15 days before. Currencies that are not on the list of ISO 4217 are left out and named.',
    answer: { description: 'The rates as they are kept', schema: keptRatesAnswer },
    problems: ['malformed-json', 'timeout', 'too-large', 'unsupported-media', 'validation-failed'],
  })
  async put(
    @CurrentCaller() caller: Caller,
    @Param('date') date: string,
    @Body({ schema: dayRatesOrXml }) body: DayRates | Uint8Array,
  ): Promise<KeptRates> {
    if (!isDay(date)) throw badParameter('date', 'date_invalid', 'A day that exists, written YYYY-MM-DD');
    const { rates, leftOut } = body instanceof Uint8Array ? readCentralBankRates(body, date) : { ...body, leftOut: [] };
    await this.settings.putRates(caller.tenantId, date, rates, { by: actorOf(caller) });
    const kept: DayRates = { base: 'RUB', rates: await this.settings.ratesOn(caller.tenantId, date) };
    return leftOut.length === 0 ? kept : { ...kept, leftOut };
  }

  @Get('exchange-rates/:date')
  @Allow(['admin'])
  @ApiParam(dateParam)
  @Describe({ summary: 'The rates of a day', answer: { description: 'The rates', schema: dayRatesBody }, problems: ['not-found'] })
  async get(@CurrentCaller() caller: Caller, @Param('date') date: string): Promise<DayRates> {
    const rates = isDay(date) ? await this.settings.ratesOn(caller.tenantId, date) : [];
    if (rates.length === 0) throw new DomainError('not-found');
    return { base: 'RUB', rates };
  }
}
