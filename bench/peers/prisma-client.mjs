// The ordinary stack's Prisma client, generated from `schema.prisma` beside this file when it is not there or out of date.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const CLIENT = join(root, 'node_modules/.bench/prisma');
const STAMP = join(CLIENT, 'stamp');

/** To be called once, before the sides begin. */
export function generatePeerClient() {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  const key = createHash('sha256').update(readFileSync(schema)).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === key) return;
  execFileSync(process.execPath, ['node_modules/prisma/build/index.js', 'generate', '--no-hints', '--schema', schema], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    // As scripts/ensure.mjs: generating needs no native engine, but the command insists on having one.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
  });
  writeFileSync(STAMP, key);
}

/** A client of a database. */
export async function openPeerClient(url) {
  const [{ PrismaPg }] = await Promise.all([import('@prisma/adapter-pg')]);
  const { PrismaClient } = createRequire(import.meta.url)(CLIENT);
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 4 }) });
}
