import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const count = (fallback: number) => z.coerce.number().int().positive().default(fallback);
const url = (...protocols: string[]) => z.url({ protocol: new RegExp(`^(${protocols.join('|')})$`) }).optional();

/** Albums of the customs' formats that documents can be written by. */
export const albums = ['5.27.0', '5.23.0'] as const;

/** Where the official schemas lie if they lie beside the checkout; the same from `src` and from `dist`. */
const BESIDE = fileURLToPath(new URL('../../shared/formats', import.meta.url));

/** What the environment may say. Each member is described once, here and in the README's table. */
const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Folder of the embedded database and of the documents. */
  WAYBRIDGE_DATA: z.string().min(1).default('.data'),
  DATABASE_URL: url('postgres', 'postgresql'),
  REDIS_URL: url('redis', 'rediss'),
  /** Keys of the demonstration tenant, `role:key,role:key`; random ones are printed if left out. */
  WAYBRIDGE_DEMO_KEYS: z.string().optional(),
  ALBUM: z.enum(albums).default('5.27.0'),
  /** Folder of the official schemas, by which XML is checked before it is published; beside the checkout if left out, none if empty. */
  SCHEMA_DIR: z
    .string()
    .refine((folder) => folder === '' || existsSync(folder), 'is no folder')
    .default(existsSync(BESIDE) ? BESIDE : ''),
  RENDER_THREADS: count(Math.min(2, availableParallelism())),
  /** A renderer that hangs must not hold a flight for ever; a declaration takes a tenth of a second. */
  RENDER_TIMEOUT_MS: count(60_000),
  /** Where the log goes; standard output if left out, a file in the data folder under `npm start`. */
  LOG_FILE: z.string().optional(),
  /** Where metrics are told without a key, to whoever reaches it; nowhere if left out. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  /** After how long without a word `npm start` replaces its worker. */
  WORKER_HANG_MS: count(60_000),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  MAX_BODY_BYTES: count(512 * 1024 * 1024),
  MAX_WIRE_BYTES: count(128 * 1024 * 1024),
  MAX_CONSIGNMENTS: count(250_000),
  MAX_UPLOADS: count(12),
  BODY_IDLE_MS: count(60_000),
  /** How often an organisation may use a route, of each process that serves the API. */
  RATE_LIMIT_PER_MINUTE: count(60_000),
  /** Whether an individual must come with an identity document and a tax number. */
  REQUIRE_IDENTITY: z.stringbool().default(true),
  /** What the airline sees as houses: by consignor, or every consignment where it wants that. */
  AIRLINE_HOUSES: z.enum(['consolidated', 'each']).default('consolidated'),
  /** Which regime goods for personal use are charged by; e-commerce is adopted, but not known to be applied yet. */
  DUTY_REGIME: z.enum(['personal', 'e-commerce']).default('personal'),
  /** Whether a ПТДЭГ costs a customs fee for each house waybill with duty. */
  PERSONAL_FEE: z.stringbool().default(false),
  /** The day whose rates and rules count: that of closing, or that of the flight's arrival, on which it is to be registered. */
  RATE_DAY: z.enum(['closing', 'arrival']).default('closing'),
  /** Below how many air waybill numbers of a carrier, or below how many days that they last, its stock is told to be low. */
  STOCK_LOW_COUNT: count(100),
  STOCK_LOW_DAYS: count(7),
  /** How long what a process held that was killed stays held: a run, an idempotency key. */
  LEASE_MS: count(20_000).refine((ms) => ms <= 60_000, 'is at most 60000'),
  RECONCILE_MS: count(15_000),
  /** For tests: where this process fails on purpose, as `failpoints/` reads it. Never in production. */
  FAILPOINTS: z.string().optional(),
  NODE_ENV: z.string().optional(),
});

/** What was read. The address of the database is missing where the embedded one is meant. */
export interface Settings {
  port: number;
  host: string;
  dataFolder: string;
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  demoKeys: string | undefined;
  album: string;
  /** Undefined where there are no schemas to check by. */
  schemaFolder: string | undefined;
  renderThreads: number;
  renderTimeoutMs: number;
  logFile: string | undefined;
  metricsPort: number | undefined;
  metricsHost: string;
  workerHangMs: number;
  logLevel: 'debug' | 'info' | 'warn' | 'error';
  limits: { maxBodyBytes: number; maxWireBytes: number; maxConsignments: number; maxUploads: number; bodyIdleMs: number };
  rateLimitPerMinute: number;
  requireIdentity: boolean;
  airlineHouses: 'consolidated' | 'each';
  dutyRegime: 'personal' | 'e-commerce';
  personalFee: boolean;
  rateDay: 'closing' | 'arrival';
  stock: { lowCount: number; lowDays: number };
  leaseMs: number;
  reconcileMs: number;
  failpoints: string | undefined;
}

/** What the service runs on: settings with a database. */
export interface Config extends Settings {
  databaseUrl: string;
}

export const CONFIG = Symbol('CONFIG');

/** Reads the environment once; all its faults are reported together. The only reader of it. */
export function readConfig(env: Record<string, string | undefined> = process.env): Readonly<Settings> {
  const read = environment.safeParse(env);
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The environment has ${faults.length} fault(s):\n${faults.join('\n')}`);
  }
  const e = read.data;
  return Object.freeze({
    port: e.PORT,
    host: e.HOST,
    dataFolder: resolve(e.WAYBRIDGE_DATA),
    databaseUrl: e.DATABASE_URL,
    redisUrl: e.REDIS_URL,
    demoKeys: e.WAYBRIDGE_DEMO_KEYS,
    album: e.ALBUM,
    schemaFolder: e.SCHEMA_DIR === '' ? undefined : resolve(e.SCHEMA_DIR),
    renderThreads: e.RENDER_THREADS,
    renderTimeoutMs: e.RENDER_TIMEOUT_MS,
    logFile: e.LOG_FILE || undefined,
    metricsPort: e.METRICS_PORT,
    metricsHost: e.METRICS_HOST,
    workerHangMs: e.WORKER_HANG_MS,
    logLevel: e.LOG_LEVEL,
    limits: Object.freeze({
      maxBodyBytes: e.MAX_BODY_BYTES,
      maxWireBytes: e.MAX_WIRE_BYTES,
      maxConsignments: e.MAX_CONSIGNMENTS,
      maxUploads: e.MAX_UPLOADS,
      bodyIdleMs: e.BODY_IDLE_MS,
    }),
    rateLimitPerMinute: e.RATE_LIMIT_PER_MINUTE,
    requireIdentity: e.REQUIRE_IDENTITY,
    airlineHouses: e.AIRLINE_HOUSES,
    dutyRegime: e.DUTY_REGIME,
    personalFee: e.PERSONAL_FEE,
    rateDay: e.RATE_DAY,
    stock: Object.freeze({ lowCount: e.STOCK_LOW_COUNT, lowDays: e.STOCK_LOW_DAYS }),
    leaseMs: e.LEASE_MS,
    reconcileMs: e.RECONCILE_MS,
    failpoints: failpointsOf(e),
  });
}

export class ConfigError extends Error {}

/** Errors: ConfigError in production, where nothing fails on purpose. Source: reliability R41. */
function failpointsOf({ FAILPOINTS, NODE_ENV }: { FAILPOINTS?: string | undefined; NODE_ENV?: string | undefined }): string | undefined {
  if (FAILPOINTS === undefined || FAILPOINTS === '') return undefined;
  if (NODE_ENV === 'production') throw new ConfigError('FAILPOINTS is set, which must not be in production');
  return FAILPOINTS;
}
