import { Body, Controller, Delete, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CONFIG, type Config } from '../../config.js';
import type { ChosenPapers } from '../../domain/papers.js';
import type { ProblemCode } from '../../domain/problem.js';
import { Allow, CurrentCaller } from '../../http/allow.js';
import { Describe } from '../../http/describe.js';
import { actorOf, type Caller } from '../../store/access.store.js';
import { PaperStore } from '../../store/paper.store.js';
import { FlightView } from '../flight-view.js';
import { flightParam } from '../flights.schema.js';
import { type ChangedBody, changedSchema, chosenBody, type PapersBody, papersSchema } from './papers.schema.js';
import { papersView } from './papers-view.js';

const PUT_PROBLEMS: readonly ProblemCode[] = ['malformed-json', 'timeout', 'too-large', 'unsupported-media', 'validation-failed'];

/** Which documents are made, for whom and in which version: chosen by the tenant for all its flights, and for one over that. */
@ApiTags('Papers')
@Controller('v1')
export class PapersController {
  constructor(
    private readonly papers: PaperStore,
    private readonly view: FlightView,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('papers')
  @Allow(['broker', 'admin'])
  @Describe({
    summary: 'The types of documents, and which are made for whom and in which version',
    description: 'Each as it is made by what was chosen for all flights; a flight may choose otherwise.',
    answer: { description: 'Every type, and what was chosen', schema: papersSchema },
  })
  async show(@CurrentCaller() { tenantId }: Caller): Promise<PapersBody> {
    return papersView(this.config, await this.papers.ofTenant(tenantId));
  }

  @Put('papers')
  @Allow(['admin'])
  @Describe({
    summary: 'Chooses the documents of all flights, in the place of what was chosen before',
    description: 'Flights that are closed already keep what they were closed with.',
    answer: { description: 'How documents are made from now on', schema: changedSchema },
    problems: PUT_PROBLEMS,
  })
  choose(@CurrentCaller() caller: Caller, @Body({ schema: chosenBody }) chosen: ChosenPapers): Promise<ChangedBody> {
    return this.#change(caller, chosen);
  }

  @Delete('papers')
  @Allow(['admin'])
  @Describe({
    summary: 'Takes back what was chosen for all flights',
    description: 'Flights that are closed already keep what they were closed with, and flights keep what was chosen for them alone.',
    answer: { description: 'How documents are made from now on', schema: changedSchema },
  })
  takeBack(@CurrentCaller() caller: Caller): Promise<ChangedBody> {
    return this.#change(caller, null);
  }

  @Get('flights/:flight/papers')
  @Allow(['broker', 'admin'])
  @Describe({
    summary: 'Which documents of a flight are made at its next closing, for whom and in which version',
    description: 'What was chosen for the flight, over what was chosen for all. The flight need not be known yet, except to a broker.',
    answer: { description: 'Every type, and what was chosen for the flight', schema: papersSchema },
    problems: ['not-found'],
  })
  async showFlight(@CurrentCaller() caller: Caller, @Param('flight', { schema: flightParam }) code: string): Promise<PapersBody> {
    if (!caller.roles.includes('admin')) await this.view.find(caller, code);
    return this.#flightView(caller, code);
  }

  @Put('flights/:flight/papers')
  @Allow(['admin'])
  @Describe({
    summary: 'Chooses the documents of a flight, in the place of what was chosen for it before',
    description:
      'What is left out is as chosen for all flights. The flight need not be known yet. One that is closed is open again, as after an ' +
      'amendment: closing it once more makes what is missing, keeps what is unchanged and replaces the rest.',
    answer: { description: 'How its documents are made at its next closing', schema: changedSchema },
    problems: ['not-found', ...PUT_PROBLEMS],
  })
  chooseForFlight(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) code: string,
    @Body({ schema: chosenBody }) chosen: ChosenPapers,
  ): Promise<ChangedBody> {
    return this.#changeFlight(caller, code, chosen);
  }

  @Delete('flights/:flight/papers')
  @Allow(['admin'])
  @Describe({
    summary: 'Takes back what was chosen for a flight',
    description: 'It goes by what was chosen for all flights again. One that is closed is open again, as after an amendment.',
    answer: { description: 'How its documents are made at its next closing', schema: changedSchema },
    problems: ['not-found'],
  })
  takeBackForFlight(@CurrentCaller() caller: Caller, @Param('flight', { schema: flightParam }) code: string): Promise<ChangedBody> {
    return this.#changeFlight(caller, code, null);
  }

  async #change(caller: Caller, chosen: ChosenPapers | null): Promise<ChangedBody> {
    const isChanged = await this.papers.putTenant(caller.tenantId, chosen, { by: actorOf(caller) });
    return { ...papersView(this.config, chosen ?? {}), effect: isChanged ? 'at-closing' : 'none' };
  }

  async #changeFlight(caller: Caller, code: string, chosen: ChosenPapers | null): Promise<ChangedBody> {
    const effect = await this.papers.putFlight(caller, code, chosen);
    return { ...(await this.#flightView(caller, code)), effect };
  }

  async #flightView({ tenantId }: Caller, code: string): Promise<PapersBody> {
    const { tenant, flight } = await this.papers.chosen(tenantId, code);
    return papersView(this.config, flight, tenant);
  }
}
