// Where the official schemas lie, which are no part of this repository.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const SCHEMA_FOLDER = process.env.SCHEMA_DIR ?? fileURLToPath(new URL('../../../shared/formats', import.meta.url));

export const DECLARATION_SCHEMA = join(SCHEMA_FOLDER, 'fts-5.27.0/ExpressCargoDeclaration.xsd');

export const hasSchemas = () => existsSync(DECLARATION_SCHEMA);
