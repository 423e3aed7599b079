import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

let loaded: typeof bindings.SchemaEngine | undefined;

/**
 * Prisma's schema engine, with which migrations are written. It runs as WebAssembly: the native one is downloaded at install time, which a
 * closed network forbids. One instance a process, because its bindings keep views of one memory.
 */
export function schemaEngine(): typeof bindings.SchemaEngine {
  if (loaded !== undefined) return loaded;
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const module = new WebAssembly.Module(readFileSync(join(folder, 'schema_engine_bg.wasm')));
  const imports: Record<string, WebAssembly.ImportValue> = {};
  for (const [name, binding] of Object.entries(bindings)) {
    // The engine leaves a lock timer of ten seconds behind, which must not keep the process alive.
    imports[name] = name.startsWith('__wbg_setTimeout_')
      ? (handler: () => void, delayMs: number) => setTimeout(handler, delayMs).unref()
      : (binding as WebAssembly.ImportValue);
  }
  const { exports } = new WebAssembly.Instance(module, { './schema_engine_bg.js': imports });
  const { __wbg_set_wasm } = bindings as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void };
  __wbg_set_wasm(exports);
  (exports.__wbindgen_start as () => void)();
  loaded = bindings.SchemaEngine;
  return loaded;
}
