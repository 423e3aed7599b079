// Brings a clean checkout to a runnable state with nothing but Node and npm: dependencies, Prisma client, compiled code.
// Each step runs again only when what it is made from has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('generated') && !file.endsWith('.spec.ts'))
    .sort();
}

function digest(...paths) {
  const hash = createHash('sha256').update(process.version);
  for (const file of paths.flatMap(filesOf)) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function step(name, key, output, run) {
  const stamp = join('node_modules', '.ensure', name);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;
  const started = Date.now();
  process.stderr.write(`${name} …\n`);
  run();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, key);
  process.stderr.write(`${name} done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

function exec(command, args, env = {}) {
  const { status } = spawnSync(command, args, { stdio: ['ignore', process.stderr, 'inherit'], env: { ...process.env, ...env } });
  if (status !== 0) process.exit(status ?? 1);
}

step('install', digest('package.json', 'package-lock.json'), 'node_modules/.package-lock.json', () =>
  // Not `npm ci`: a lock written where packages for other platforms were not to be had is refused by it.
  exec('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], { NODE_ENV: 'development' }),
);
step('generate', digest('prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'), 'src/generated/prisma', () =>
  // Generating needs no native engine, but the command insists on having one: any file will do.
  exec(process.execPath, ['node_modules/prisma/build/index.js', 'generate', '--no-hints'], {
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  }),
);
if (process.argv.includes('build')) {
  step('build', digest('src', 'prisma/schema.prisma', '.swcrc', 'package-lock.json'), 'dist/main.js', () => {
    rmSync('dist', { recursive: true, force: true });
    exec(process.execPath, [
      'node_modules/@swc/cli/bin/swc.js',
      'src',
      '-d',
      'dist',
      '--strip-leading-paths',
      '-q',
      '--ignore',
      '**/*.spec.ts',
    ]);
  });
}
