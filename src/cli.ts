import { BackupFault } from './backup/backup-fault.js';
import { addKey, KEY_USAGE } from './cli/add-key.js';
import { audit } from './cli/audit.js';
import { AUDIT_USAGE } from './cli/audit-options.js';
import { BACKUP_USAGE, backup, restore } from './cli/backup.js';
import { check } from './cli/check.js';
import { CHECK_USAGE, checkOptions } from './cli/check-options.js';
import { CONVERGE_USAGE, convergeCommand } from './cli/converge.js';
import { render } from './cli/render.js';
import { RENDER_USAGE, renderOptions } from './cli/render-options.js';
import { stock } from './cli/stock.js';
import { STOCK_USAGE } from './cli/stock-options.js';
import { problemTable, type Terminal } from './cli/terminal.js';
import { UsageError } from './cli/usage.js';
import { ConfigError } from './config.js';
import { DomainError } from './domain/problem.js';

/** A command: how it is called, and what it does; it answers the exit status. Errors: UsageError, ConfigError, DomainError. */
interface Command {
  /** Left out where another command's says it. */
  usage?: string;
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

const commands: Readonly<Record<string, Command>> = {
  check: { usage: CHECK_USAGE, run: async (args, terminal) => check(checkOptions(args), terminal) },
  render: { usage: RENDER_USAGE, run: async (args, terminal) => render(renderOptions(args), terminal) },
  key: { usage: KEY_USAGE, run: addKey },
  stock: { usage: STOCK_USAGE, run: stock },
  audit: { usage: AUDIT_USAGE, run: audit },
  converge: { usage: CONVERGE_USAGE, run: convergeCommand },
  backup: { usage: BACKUP_USAGE, run: backup },
  restore: { run: restore },
};

/** The command line. Answers the exit status: 0 done, 1 problems, 2 called wrongly. */
async function run([name, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || rest.includes('--help')) {
    terminal.out.write(
      Object.values(commands)
        .flatMap(({ usage }) => usage ?? [])
        .join('\n'),
    );
    return name === undefined ? 2 : 0;
  }
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) throw new UsageError(`The commands are ${Object.keys(commands).join(', ')}`);
    return await command.run(rest, terminal);
  } catch (error) {
    if (error instanceof UsageError || error instanceof ConfigError) {
      terminal.err.write(`${error.message}\nwaybridge --help says how it is called\n`);
      return 2;
    }
    if (error instanceof BackupFault) {
      terminal.err.write(`${error.message}\n`);
      return 2;
    }
    if (!(error instanceof DomainError)) throw error;
    terminal.err.write(`${error.message}\n`);
    if (error.findings.length > 0) terminal.out.write(problemTable(error.findings, error.findingCount));
    return 1;
  }
}

process.exitCode = await run(process.argv.slice(2), { out: process.stdout, err: process.stderr });
