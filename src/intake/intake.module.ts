import { Module } from '@nestjs/common';
import { API_SCHEMAS } from '../http/openapi.js';
import { Intake } from './intake.js';
import { ManifestController } from './manifest.controller.js';
import { manifestJsonSchema } from './manifest.schema.js';
import { ManifestsReadController } from './manifests-read.controller.js';
import { SettingsController } from './settings.controller.js';
import { Submission } from './submission.js';

/** How manifests and settings come in. */
@Module({
  controllers: [ManifestController, ManifestsReadController, SettingsController],
  providers: [
    Intake,
    Submission,
    { provide: API_SCHEMAS, useFactory: () => ({ Manifest: manifestJsonSchema(new Date().toISOString().slice(0, 10)) }) },
  ],
})
export class IntakeModule {}
