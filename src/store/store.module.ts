import { type FactoryProvider, Global, Inject, Injectable, Module, type OnApplicationShutdown, type Type } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { AccessStore } from './access.store.js';
import { AuditStore } from './audit.store.js';
import { AuditLog } from './audit-log.js';
import { AuditSealer } from './audit-sealer.js';
import { ChangeStore } from './change.store.js';
import { CloseStore } from './close.store.js';
import { ConsignmentReadStore } from './consignment-read.store.js';
import { CustomsReplyStore } from './customs-reply.store.js';
import { Database } from './database.js';
import { DifferenceStore } from './difference.store.js';
import { DocumentStore } from './document.store.js';
import { DocumentReadStore } from './document-read.store.js';
import { FlightStore } from './flight.store.js';
import { IdempotencyStore } from './idempotency.store.js';
import { LabelStore } from './label.store.js';
import { ListStore } from './list.store.js';
import { ManifestStore } from './manifest.store.js';
import { ManifestReadStore } from './manifest-read.store.js';
import { MappingStore } from './mapping.store.js';
import { NumberStore } from './number.store.js';
import { NumberJournal } from './number-journal.js';
import { OutboxStore } from './outbox.store.js';
import { PaperStore } from './paper.store.js';
import { PlanStore } from './plan.store.js';
import { ReadinessStore } from './readiness.store.js';
import { ReconciliationStore } from './reconciliation.store.js';
import { RegisterStore } from './register.store.js';
import { RepairStore } from './repair.store.js';
import { RunStore } from './run.store.js';
import { SettingsStore } from './settings.store.js';
import { WatchStore } from './watch.store.js';

/** Closes the connections when everything that uses them has ended. */
@Injectable()
class DatabaseClosing implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  onApplicationShutdown(): Promise<void> {
    return this.database.close();
  }
}

/** Stores that need the database and nothing else. They know nothing of Nest, so that threads and tools use them as they are. */
const plain: Type<unknown>[] = [
  AccessStore,
  AuditLog,
  AuditSealer,
  AuditStore,
  ChangeStore,
  ConsignmentReadStore,
  CustomsReplyStore,
  DifferenceStore,
  DocumentReadStore,
  DocumentStore,
  FlightStore,
  LabelStore,
  ListStore,
  ManifestReadStore,
  ManifestStore,
  MappingStore,
  OutboxStore,
  PaperStore,
  PlanStore,
  ReadinessStore,
  ReconciliationStore,
  RegisterStore,
  RepairStore,
  SettingsStore,
  WatchStore,
];

const providers: FactoryProvider[] = [
  { provide: Database, inject: [CONFIG], useFactory: ({ databaseUrl }: Config) => new Database(databaseUrl) },
  {
    provide: RunStore,
    inject: [Database, CONFIG],
    useFactory: (database: Database, { leaseMs }: Config) => new RunStore(database, leaseMs),
  },
  {
    provide: IdempotencyStore,
    inject: [Database, CONFIG],
    useFactory: (database: Database, { leaseMs }: Config) => new IdempotencyStore(database, leaseMs),
  },
  {
    provide: CloseStore,
    inject: [Database, SettingsStore, ListStore, CONFIG],
    useFactory: (database: Database, settings: SettingsStore, lists: ListStore, config: Config) =>
      new CloseStore(database, settings, lists, config),
  },
  {
    provide: NumberStore,
    inject: [Database, CONFIG],
    useFactory: (database: Database, { dataFolder }: Config) => new NumberStore(database, NumberJournal.open(dataFolder)),
  },
  ...plain.map((store) => ({ provide: store, inject: [Database], useFactory: (database: Database) => new store(database) })),
];

/** The stores over one database, for every module. */
@Global()
@Module({ providers: [...providers, DatabaseClosing], exports: providers.map(({ provide }) => provide) })
export class StoreModule {}
