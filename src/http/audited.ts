import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
  StreamableFile,
  UseInterceptors,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { type AuditAction, type AuditDetails, reasonHash } from '../domain/audit.js';
import { actorOf } from '../store/access.store.js';
import { AuditLog } from '../store/audit-log.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What a handler adds to the entry of its request: ids, counts and codes. */
    audited?: AuditDetails;
  }
}

interface AuditRule {
  action: AuditAction;
  /** Parameters of the path that make the object. */
  object: readonly string[];
  /** Type of the paper that is given out. */
  type?: string;
  /** Only what is answered as a file is written down. */
  filesOnly?: boolean;
}

const RULE = 'audit rule';

/** Members of a query that say what was given out; the rest says how. */
const TOLD = ['type', 'format', 'declaration', 'waybill', 'bag', 'with', 'rows', 'revision', 'n'];

/** Writes an entry in the log of the tenant's operator when the route's answer is at hand, and gives it out when that is kept. */
@Injectable()
class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly log: AuditLog,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const rule = this.reflector.get<AuditRule | undefined>(RULE, context.getHandler());
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return next.handle().pipe(mergeMap((answer) => this.#given(answer, rule, request)));
  }

  async #given(answer: unknown, rule: AuditRule | undefined, request: FastifyRequest): Promise<unknown> {
    const { caller } = request;
    // Of an answer to HEAD nothing is given out.
    if (rule === undefined || caller === undefined || request.method === 'HEAD') return answer;
    if (rule.filesOnly === true && !(answer instanceof StreamableFile)) return answer;
    const parameters = new Map(Object.entries(textsOf(request.params)));
    const object = rule.object.map((name) => parameters.get(name) ?? '').join('/') || '*';
    try {
      await this.log.note(caller.tenantId, actorOf(caller), { action: rule.action, object, details: detailsOf(rule, request) });
    } catch (error) {
      if (answer instanceof StreamableFile) answer.getStream().destroy();
      throw error;
    }
    return answer;
  }
}

/** The rule that what a route gives out is written down. `object`: parameters of its path. */
export function Audited(action: AuditAction, object: readonly string[], more: Pick<AuditRule, 'type' | 'filesOnly'> = {}): MethodDecorator {
  const rule: AuditRule = { action, object, ...more };
  return applyDecorators(SetMetadata(RULE, rule), UseInterceptors(AuditInterceptor));
}

/** What a reason says stays where it is kept; here stands its hash. */
function detailsOf({ type }: AuditRule, { query, params, audited }: FastifyRequest): AuditDetails {
  const sent = { ...textsOf(params), ...textsOf(query) };
  const told = Object.entries(sent).filter(([name, value]) => TOLD.includes(name) && /^[\w./-]{1,64}$/.test(value));
  const reason = sent.reason === undefined ? {} : { reasonSha256: reasonHash(sent.reason.trim()) };
  return { ...Object.fromEntries(told), ...(type === undefined ? {} : { type }), ...reason, ...audited };
}

/** The members of an object that are texts. */
function textsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((member): member is [string, string] => typeof member[1] === 'string'));
}
