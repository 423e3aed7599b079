#!/usr/bin/env node
// The command line of a checkout: brings the compiled code up to date, then runs it.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ensure = fileURLToPath(new URL('./ensure.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [ensure, 'build'], { stdio: ['ignore', 'inherit', 'inherit'] });
if (status !== 0) process.exit(status ?? 1);
await import('../dist/cli.js');
