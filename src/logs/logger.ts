import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { Config } from '../config.js';
import { allowed } from './allowed.js';
import { traceOf } from './trace.js';

/** What Nest tells of its own start: of interest only when a start is looked into. */
const START_CONTEXTS = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestApplication', 'FastifyAdapter']);

const isStack = (value: unknown): boolean => typeof value === 'string' && /\n\s+at /.test(value);

type Level = 'error' | 'warn' | 'info' | 'debug';

/**
 * The log: one JSON object a line, on standard output or in a file. It takes words of our own and the members of `allowed`; of an
 * error it writes where it was thrown and never its words, which may repeat what somebody sent. Source: reliability R49.
 */
export function createLogger({ logLevel, logFile }: Pick<Config, 'logLevel' | 'logFile'>): LoggerService {
  const options = { level: logLevel, base: undefined, timestamp: pino.stdTimeFunctions.isoTime };
  const log = logFile === undefined ? pino(options) : pino(options, pino.destination({ dest: logFile, sync: true, mkdir: true }));

  function write(level: Level, message: unknown, more: readonly unknown[]): void {
    const context = more.at(-1);
    const of = typeof context === 'string' && !context.includes('\n') ? { of: context } : {};
    const at = START_CONTEXTS.has(of.of ?? '') && level === 'info' ? 'debug' : level;
    if (typeof message === 'object' && message !== null) log[at]({ ...of, ...allowed('stack' in message ? traceOf(message) : message) });
    // Words that come with a stack are an error's own.
    else if (more.some(isStack)) log[at]({ ...of, ...allowed(traceOf({ name: 'Error', stack: more.find(isStack) })) });
    else log[at](of, String(message));
  }

  return {
    log: (message, ...more) => write('info', message, more),
    error: (message, ...more) => write('error', message, more),
    warn: (message, ...more) => write('warn', message, more),
    debug: (message, ...more) => write('debug', message, more),
    verbose: (message, ...more) => write('debug', message, more),
    fatal: (message, ...more) => write('error', message, more),
  };
}
