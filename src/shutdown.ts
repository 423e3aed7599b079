import { ConfigError } from './config.js';
import { inSource } from './logs/source-position.js';

/** A clean stop must not take longer. */
const STOP_TIMEOUT_MS = 30_000;

/** A terminal may deliver one Ctrl-C twice, by itself and by npm. */
const SAME_SIGNAL_MS = 400;

/**
 * Stops the process in good order on the first signal: exit code 0, or 1 if it takes too long. A second signal ends it at once.
 * `ignoreInterrupt` is for a child whose parent hears the same Ctrl-C and will tell it.
 */
export function stopOnSignal(stop: () => Promise<void>, { ignoreInterrupt = false } = {}): void {
  let stoppingSince: number | undefined;
  const begin = () => {
    const now = Date.now();
    if (stoppingSince !== undefined) {
      if (now - stoppingSince > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    stoppingSince = now;
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    stop().then(
      () => process.exit(0),
      (error) => {
        process.stderr.write(`stop: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', begin);
  process.on('SIGINT', ignoreInterrupt ? () => {} : begin);
  process.on('disconnect', begin);
}

/** Runs a process's start; a fault there is for the operator to read, not a stack to decipher, unless it is our own. */
export function runProcess(start: () => Promise<void>): void {
  start().catch((error) => {
    const words =
      error instanceof ConfigError
        ? error.message
        : error instanceof Error
          ? error.stack?.split('\n').map(inSource).join('\n')
          : String(error);
    process.stderr.write(`${words}\n`);
    process.exit(1);
  });
}
