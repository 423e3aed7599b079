import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.js';
import type { Config } from './config.js';
import { ConfigModule } from './config.module.js';
import { HttpModule } from './http/http.module.js';
import { IntakeModule } from './intake/intake.module.js';
import { PublishModule } from './publish/publish.module.js';
import { StoreModule } from './store/store.module.js';

/** What the HTTP process is made of. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return { module: AppModule, imports: [ConfigModule.with(config), StoreModule, HttpModule, IntakeModule, PublishModule, AuditModule] };
  }
}
