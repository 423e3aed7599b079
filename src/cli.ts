import { addKey, KEY_USAGE } from './cli/add-key.js';
import { audit } from './cli/audit.js';
import { AUDIT_USAGE } from './cli/audit-options.js';
import { check } from './cli/check.js';
import { CHECK_USAGE, checkOptions } from './cli/check-options.js';
import { render } from './cli/render.js';
import { RENDER_USAGE, renderOptions } from './cli/render-options.js';
import { stock } from './cli/stock.js';
import { STOCK_USAGE } from './cli/stock-options.js';
import { problemTable, type Terminal } from './cli/terminal.js';
import { UsageError } from './cli/usage.js';
import { ConfigError } from './config.js';
import { DomainError } from './domain/problem.js';

/** The command line: `waybridge check`, `render`, `key`, `stock` and `audit`. Answers the exit status: 0 done, 1 problems, 2 called wrongly. */
async function run([command, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  if (command === undefined || command === 'help' || command === '--help' || rest.includes('--help')) {
    terminal.out.write([CHECK_USAGE, RENDER_USAGE, KEY_USAGE, STOCK_USAGE, AUDIT_USAGE].join('\n'));
    return command === undefined ? 2 : 0;
  }
  try {
    if (command === 'check') return await check(checkOptions(rest), terminal);
    if (command === 'render') return await render(renderOptions(rest), terminal);
    if (command === 'key') return await addKey(rest, terminal);
    if (command === 'stock') return await stock(rest, terminal);
    if (command === 'audit') return await audit(rest, terminal);
    throw new UsageError('The commands are check, render, key, stock and audit');
  } catch (error) {
    if (error instanceof UsageError || error instanceof ConfigError) {
      terminal.err.write(`${error.message}\nwaybridge --help says how it is called\n`);
      return 2;
    }
    if (!(error instanceof DomainError)) throw error;
    terminal.err.write(`${error.message}\n`);
    if (error.findings.length > 0) terminal.out.write(problemTable(error.findings, error.findingCount));
    return 1;
  }
}

process.exitCode = await run(process.argv.slice(2), { out: process.stdout, err: process.stderr });
