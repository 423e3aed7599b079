// `npm run check`: format and lint, types, architecture law, migrations against the schema, dead code.
// Everything is run, whatever fails before it.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));

const jest = ['--no-warnings', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];
const steps = [
  ['format and lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']],
  ['types', ['node_modules/typescript-native/bin/tsc', '-p', 'tsconfig.check.json']],
  ['architecture', [...jest, 'test/architecture.spec.ts']],
  ['migrations', ['--no-warnings', 'scripts/migration.mjs', 'check']],
  ['dead code', ['node_modules/knip/bin/knip.js', '--no-progress']],
];

const failed = steps.filter(([name, args]) => {
  process.stdout.write(`== ${name}\n`);
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0;
});
if (failed.length > 0) {
  process.stdout.write(`check failed: ${failed.map(([name]) => name).join(', ')}\n`);
  process.exit(1);
}
