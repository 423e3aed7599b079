import { type ArgumentMetadata, applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { ProblemCode } from '../domain/problem.js';
import { PROBLEM_MEDIA_TYPE, statusOf } from './problem.js';

export const SECURITY_SCHEME = 'key';

interface Route {
  /** What the route does, in one line. */
  summary: string;
  description?: string;
  /** What it answers, as a schema or as the media types of bytes. */
  answer: { status?: number; description: string; schema?: ArgumentMetadata['schema']; mediaTypes?: readonly string[]; example?: unknown };
  /** What can go wrong beside what can go wrong everywhere. */
  problems?: readonly ProblemCode[];
}

/** What can happen on any route. */
const EVERYWHERE: readonly ProblemCode[] = ['dependency-unavailable', 'internal'];

/** Describes a route for `/openapi.json` and `/docs`: summary, answer, problems. Parameters and bodies come from their schemas. */
export function Describe({ summary, description, answer, problems = [] }: Route): MethodDecorator {
  const { status = 200, schema, mediaTypes, example } = answer;
  return applyDecorators(
    ApiOperation({ summary, ...(description === undefined ? {} : { description }) }),
    schema === undefined
      ? ApiResponse({ status, description: answer.description, ...(mediaTypes === undefined ? {} : { content: bytesOf(mediaTypes) }) })
      : ApiResponse({ status, description: answer.description, standardSchema: schema, ...(example === undefined ? {} : { example }) }),
    ...problemResponses([...new Set([...problems, ...EVERYWHERE])]),
  );
}

const bytesOf = (mediaTypes: readonly string[]) =>
  Object.fromEntries(mediaTypes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]));

/** One response a status, which names the codes that have it. */
export function problemResponses(codes: readonly ProblemCode[]): MethodDecorator[] {
  const statuses = [...new Set(codes.map((code) => statusOf[code]))].sort();
  return statuses.map((status) =>
    ApiResponse({
      status,
      description: codes.flatMap((code) => (statusOf[code] === status ? [`\`${code}\``] : [])).join(', '),
      content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  );
}
