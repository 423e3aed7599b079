import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';

/** The audit log for its readers. */
@Module({ controllers: [AuditController] })
export class AuditModule {}
