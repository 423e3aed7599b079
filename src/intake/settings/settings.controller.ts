import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { isAirport } from '../../domain/codes/airports.js';
import type { Destination } from '../../domain/destination.js';
import { DomainError } from '../../domain/problem.js';
import { Allow, CurrentCaller } from '../../http/allow.js';
import { Describe } from '../../http/describe.js';
import { actorOf, type Caller } from '../../store/access.store.js';
import { SettingsStore } from '../../store/settings.store.js';
import { badParameter } from './bad-parameter.js';
import { destinationBody } from './destination.schema.js';

const iataParam = { name: 'iata', description: 'IATA code of the airport', example: 'SVO' };

/** What a tenant keeps for all its flights. */
@ApiTags('Settings')
@Controller('v1')
export class SettingsController {
  constructor(private readonly settings: SettingsStore) {}

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
    await this.settings.putDestination(caller.tenantId, iata, destination, { by: actorOf(caller) });
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
}
