import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { memberOf } from '../logs/trace.js';
import { SECURITY_SCHEME } from './describe.js';
import { problemSchema } from './problem.js';

/** Schemas by name that a module adds to the description, for bodies that are not held against a schema by their decorator. */
export const API_SCHEMAS = Symbol('API_SCHEMAS');

/** Where the API is described: for everybody to read. */
export const API_PAGES = ['/docs', '/openapi.json'];

/** Serves `/openapi.json`, made from the schemas that validate, and `/docs`, its page. */
export function serveApiDocument(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => apiDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Waybridge API',
    swaggerOptions: { persistAuthorization: true, tryItOutEnabled: true, displayRequestDuration: true },
  });
}

function apiDocument(app: NestFastifyApplication): OpenAPIObject {
  const head = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Waybridge')
    .setDescription(
      'Air waybills, manifests and Russian customs declarations for parcel flights: a manifest in, XML and PDF out.\n\n' +
        'Decimals travel as strings, dates as `YYYY-MM-DD`, instants as RFC 3339 with a zone. Every fault is a problem document (RFC 9457).',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'API key', description: 'An API key' }, SECURITY_SCHEME)
    .build();
  const added = app.get<unknown, object>(API_SCHEMAS, { strict: false, each: true });
  head.components = { ...head.components, schemas: Object.assign({ Problem: jsonSchemaOf(problemSchema, 'output') }, ...added) };
  const document = SwaggerModule.createDocument(app, head, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
    standardSchemaConverter: (schema, { schemaType }) => {
      const { $defs, $schema: _, ...converted } = jsonSchemaOf(schema, schemaType);
      return { schema: converted, components: isDefinitions($defs) ? $defs : {} };
    },
  });
  for (const path of Object.values(document.paths)) for (const operation of operationsOf(path)) describeLanguage(operation);
  return document;
}

const methods = ['get', 'put', 'post', 'patch', 'delete'] as const;

type Path = OpenAPIObject['paths'][string];
type Operation = NonNullable<Path['get']>;

const operationsOf = (path: Path): Operation[] => methods.flatMap((method) => path[method] ?? []);

/** A header that a handler takes is due by Nest's account and stands beside its own description; every answer has words without it. */
function describeLanguage(operation: Operation): void {
  const parameters = operation.parameters ?? [];
  const isLanguage = (parameter: object) => /^accept-language$/i.test(String(memberOf(parameter, 'name')));
  const named = parameters.filter(isLanguage);
  if (named.length === 0) return;
  const told = named.map((parameter) => memberOf(parameter, 'description')).find((words) => typeof words === 'string');
  const description = typeof told === 'string' ? told : 'Language of findings: `ru`, `en`, `zh`';
  operation.parameters = [
    ...parameters.filter((parameter) => !isLanguage(parameter)),
    { name: 'Accept-Language', in: 'header', required: false, description, schema: { type: 'string' } },
  ];
}

const isDefinitions = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** JSON Schema of draft 2020-12, which OpenAPI 3.1 takes as it is, of a zod schema or of any other that can describe itself. */
function jsonSchemaOf(schema: unknown, io: 'input' | 'output'): Record<string, unknown> {
  if (schema instanceof z.ZodType) return { ...z.toJSONSchema(schema, { io, unrepresentable: 'any' }) };
  const describe = memberOf(memberOf(memberOf(schema, '~standard'), 'jsonSchema'), io);
  return typeof describe === 'function' ? { ...describe({ target: 'draft-2020-12' }) } : {};
}
