import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError, type Finding, type FindingCode, findingCodes } from '../domain/problem.js';
import { say } from '../domain/wording/wording.js';
import { memberOf } from '../logs/trace.js';

type Schema = NonNullable<ArgumentMetadata['schema']>;
type Issue = NonNullable<Awaited<ReturnType<Schema['~standard']['validate']>>['issues']>[number];

/** An issue of a schema that has its finding already. */
export class FindingIssue implements Issue {
  readonly message: string;

  constructor(readonly finding: Finding) {
    this.message = finding.detail;
  }
}

/**
 * Holds parameters and small bodies against the schema that their decorator names, and tells all their faults at once.
 *
 * Errors: `validation-failed` with the findings; `not-found` for a path parameter, since what is not a number of ours names nothing.
 */
@Injectable()
export class ValidationPipe implements PipeTransform {
  async transform(value: unknown, { type, schema }: ArgumentMetadata): Promise<unknown> {
    if (schema === undefined || type === 'custom') return value;
    const result = await schema['~standard'].validate(value);
    if (result.issues === undefined) return result.value;
    if (type === 'param') throw new DomainError('not-found');
    const findings = result.issues.flatMap((issue) => findingsOf(issue, value));
    throw new DomainError('validation-failed', undefined, { findings: type === 'query' ? findings.map(ofParameter) : findings });
  }
}

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** A query has no depth: the first token names the parameter. */
const ofParameter = ({ pointer = '', ...finding }: Finding): Finding => ({ ...finding, parameter: pointer.split('/')[1] ?? '' });

function findingsOf(issue: Issue, value: unknown): Finding[] {
  if (issue instanceof FindingIssue) return [issue.finding];
  const path = (issue.path ?? []).map((token) => (typeof token === 'object' ? token.key : token));
  const keys = memberOf(issue, 'keys');
  if (memberOf(issue, 'code') === 'unrecognized_keys' && Array.isArray(keys)) {
    return keys.map((key) => ({
      pointer: pointerOf([...path, String(key)]),
      code: 'unknown_property',
      detail: 'There is no such member here',
    }));
  }
  const isMissing = path.reduce<unknown>((at, token) => memberOf(at, String(token)), value) === undefined;
  return [{ pointer: pointerOf(path), ...(isMissing ? { code: 'required', detail: 'This member is required' } : faultOfIssue(issue)) }];
}

/** Code and words of a zod issue; the words name the rule, never the value. */
function faultOfIssue(issue: Issue): Pick<Finding, 'code' | 'detail' | 'values'> {
  const [code, origin, minimum, maximum] = ['code', 'origin', 'minimum', 'maximum'].map((name) => memberOf(issue, name));
  switch (code) {
    case 'invalid_type':
      return { code: 'type', ...say('Expected {0}', String(memberOf(issue, 'expected'))) };
    case 'too_small':
      if (origin === 'array') return { code: 'min_items', ...say('At least {0} items', String(minimum)) };
      return origin === 'string'
        ? { code: 'blank', detail: 'Must not be empty' }
        : { code: 'range', ...say('At least {0}', String(minimum)) };
    case 'too_big':
      if (origin === 'array') return { code: 'max_items', ...say('At most {0} items', String(maximum)) };
      return origin === 'string'
        ? { code: 'max_length', ...say('At most {0} characters', String(maximum)) }
        : { code: 'range', ...say('At most {0}', String(maximum)) };
    case 'invalid_value':
      return { code: 'unknown_code', detail: issue.message };
    case 'custom':
      return { code: ownCode(memberOf(memberOf(issue, 'params'), 'finding')), detail: issue.message };
    default:
      return { code: 'format', detail: issue.message };
  }
}

/** A rule of our own may name its finding: `refine(isDay, { params: { finding: 'date_invalid' } })`. */
function ownCode(finding: unknown): FindingCode {
  return findingCodes.find((code) => code === finding) ?? 'format';
}
