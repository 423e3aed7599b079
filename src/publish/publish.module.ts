import { Module } from '@nestjs/common';
import { Archive } from '../archive/archive.js';
import { CONFIG, type Config } from '../config.js';
import { ConsignmentsController } from './consignments.controller.js';
import { DocumentsController } from './documents.controller.js';
import { FlightEvents } from './flight-events.js';
import { FlightPlanController } from './flight-plan.controller.js';
import { FlightView } from './flight-view.js';
import { FlightsController } from './flights.controller.js';

/** What people and systems see of flights: state, plan, consignments, documents. */
@Module({
  controllers: [FlightsController, FlightPlanController, ConsignmentsController, DocumentsController],
  providers: [
    FlightView,
    FlightEvents,
    { provide: Archive, inject: [CONFIG], useFactory: ({ dataFolder }: Config) => Archive.open(dataFolder) },
  ],
})
export class PublishModule {}
