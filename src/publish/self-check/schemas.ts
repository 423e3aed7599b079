import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CompiledSchema, compileSchema } from './schema/compile-schema.js';
import { NotCompiled } from './schema/not-compiled.js';

/** A schema that is ready to validate. */
export interface Schema {
  /** In the folder of schemas: `fts-5.27.0/ExpressCargoDeclaration.xsd`. */
  name: string;
  /** On disk. */
  path: string;
  /** What our own reader goes by; in words what it does not know of this schema, which libxml2 then judges by. */
  compiled: CompiledSchema | string;
}

/**
 * The schemas of a folder by the namespace that each is for, which holds the version of its album. What is there is looked up when
 * the first document comes; a schema is compiled for the first document of its namespace and kept.
 *
 * Without a folder there are none.
 */
export class Schemas {
  readonly #known = new Map<string, Schema | undefined>();
  #paths: Map<string, string[]> | undefined;

  constructor(private readonly folder: string | undefined) {}

  /** The schema of documents with this root; undefined if the folder has none. */
  of(namespace: string, root: string): Schema | undefined {
    const key = `${namespace} ${root}`;
    if (!this.#known.has(key)) this.#known.set(key, this.#compiled(namespace, root));
    return this.#known.get(key);
  }

  #compiled(namespace: string, root: string): Schema | undefined {
    const { folder } = this;
    if (folder === undefined) return undefined;
    this.#paths ??= pathsByNamespace(folder);
    // Schemas that are included have the namespaces of what includes them; only one declares the root.
    const name = this.#paths.get(namespace)?.find((path) => readFileSync(join(folder, path), 'utf8').includes(`name="${root}"`));
    if (name === undefined) return undefined;
    const path = join(folder, name);
    return { name, path, compiled: compiledOrNot(path, namespace, root) };
  }
}

function compiledOrNot(path: string, namespace: string, root: string): CompiledSchema | string {
  try {
    return compileSchema(path, namespace, root);
  } catch (error) {
    if (error instanceof NotCompiled) return error.message;
    throw error;
  }
}

function pathsByNamespace(folder: string): Map<string, string[]> {
  const paths = new Map<string, string[]>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!path.endsWith('.xsd')) continue;
    const namespace = /\btargetNamespace\s*=\s*["']([^"']+)["']/.exec(readFileSync(join(folder, path), 'utf8'))?.[1];
    if (namespace !== undefined) paths.set(namespace, [...(paths.get(namespace) ?? []), path.replaceAll('\\', '/')]);
  }
  return paths;
}
