import { Module } from '@nestjs/common';
import { API_SCHEMAS } from '../http/openapi.js';
import { AmendController } from './amend/amend.controller.js';
import { Amendments } from './amend/amendments.js';
import { ConsignmentView } from './amend/consignment-view.js';
import { Corrections } from './amend/corrections/corrections.js';
import { CorrectionsController } from './amend/corrections.controller.js';
import { DifferenceController } from './amend/difference.controller.js';
import { Edits } from './amend/edits/edits.js';
import { Intake } from './intake.js';
import { CurrentRules } from './lists/current-rules.js';
import { ListsController } from './lists/lists.controller.js';
import { ManifestController } from './manifest.controller.js';
import { manifestJsonSchema } from './manifest.schema.js';
import { ManifestsReadController } from './manifests-read.controller.js';
import { ManifestOpening } from './open-manifest.js';
import { ProblemsController } from './problems/problems.controller.js';
import { RepliesController } from './replies/replies.controller.js';
import { Replies } from './replies/replies.js';
import { RatesController } from './settings/rates.controller.js';
import { SettingsController } from './settings/settings.controller.js';
import { StockController } from './settings/stock.controller.js';
import { Submission } from './submission.js';
import { MappingsController } from './table/mappings.controller.js';

/** How manifests and settings come in. */
@Module({
  controllers: [
    AmendController,
    CorrectionsController,
    DifferenceController,
    ListsController,
    ManifestController,
    ManifestsReadController,
    MappingsController,
    ProblemsController,
    RatesController,
    RepliesController,
    SettingsController,
    StockController,
  ],
  providers: [
    Amendments,
    ConsignmentView,
    Corrections,
    CurrentRules,
    Edits,
    Intake,
    ManifestOpening,
    Replies,
    Submission,
    { provide: API_SCHEMAS, useFactory: () => ({ Manifest: manifestJsonSchema(new Date().toISOString().slice(0, 10)) }) },
  ],
})
export class IntakeModule {}
