import { Module } from '@nestjs/common';
import { Archive } from '../archive/archive.js';
import { CONFIG, type Config } from '../config.js';
import { ConsignmentsController } from './consignments.controller.js';
import { DocumentsController } from './documents.controller.js';
import { FlightEvents } from './flight-events.js';
import { FlightPlanController } from './flight-plan.controller.js';
import { FlightView } from './flight-view.js';
import { FlightsController } from './flights.controller.js';
import { CustomsContainersController } from './on-demand/customs-containers/customs-containers.controller.js';
import { ExpressArrivalController } from './on-demand/express-arrival/express-arrival.controller.js';
import { HouseWaybillsController } from './on-demand/house-waybills/house-waybills.controller.js';
import { IndpostController } from './on-demand/indpost/indpost.controller.js';
import { BagLabels } from './on-demand/labels/bag-labels.js';
import { LabelsController } from './on-demand/labels/labels.controller.js';
import { OnDemand } from './on-demand/on-demand.js';
import { PublishedPlan } from './on-demand/published-plan.js';
import { ReconciliationController } from './on-demand/reconciliation/reconciliation.controller.js';
import { RegisterController } from './on-demand/register/register.controller.js';
import { Registers } from './on-demand/register/registers.js';
import { RegisteredDeclarations } from './on-demand/registered-declarations.js';
import { PapersController } from './papers/papers.controller.js';
import { DamageReports } from './repair/damage-reports.js';

/** What people and systems see of flights: state, plan, consignments, documents. */
@Module({
  controllers: [
    FlightsController,
    FlightPlanController,
    ConsignmentsController,
    DocumentsController,
    CustomsContainersController,
    ExpressArrivalController,
    HouseWaybillsController,
    IndpostController,
    LabelsController,
    PapersController,
    ReconciliationController,
    RegisterController,
  ],
  providers: [
    FlightView,
    FlightEvents,
    BagLabels,
    OnDemand,
    PublishedPlan,
    RegisteredDeclarations,
    Registers,
    DamageReports,
    {
      provide: Archive,
      inject: [CONFIG, DamageReports],
      useFactory: ({ dataFolder }: Config, reports: DamageReports) => Archive.open(dataFolder, (key) => reports.report(key)),
    },
  ],
})
export class PublishModule {}
