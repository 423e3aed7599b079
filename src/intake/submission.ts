import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { DomainError, type ProblemCode } from '../domain/problem.js';
import { RequestMetrics } from '../metrics/request-metrics.js';
import { actorOf, type Caller } from '../store/access.store.js';
import { AuditLog } from '../store/audit-log.js';
import { IdempotencyStore, type KeyState } from '../store/idempotency.store.js';
import type { DecodedBody } from './decode-body.js';
import { type Accepted, Intake, type IntakeOptions, type IntakeSteps } from './intake.js';
import { ManifestOpening } from './open-manifest.js';
import type { BodyDescription } from './unpack.js';

const ROUTE = 'POST /v1/manifests';

/** Answers that follow from the body alone: the same request would be answered the same for ever. Source: reliability R15. */
const recordedCodes: ReadonlySet<ProblemCode> = new Set(['malformed-json', 'validation-failed']);

export interface Answer {
  status: number;
  body: string;
  isReplay: boolean;
}

/** A body, and what is known of it before its first byte. */
export interface Body {
  decoded: DecodedBody;
  description: BodyDescription;
}

/** How a problem is written; `http/` knows statuses and form. */
export type WriteProblem = (error: DomainError) => { status: number; body: string };

/** A manifest under its idempotency key: stored once, answered the same as often as it is asked. */
@Injectable()
export class Submission {
  #uploads = 0;

  constructor(
    private readonly intake: Intake,
    private readonly opening: ManifestOpening,
    private readonly keys: IdempotencyStore,
    private readonly metrics: RequestMetrics,
    private readonly log: AuditLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Errors: `request-in-progress`, `idempotency-key-reused`, `overloaded` before a byte is read; else those of `Intake.accept`.
   * A refusal that follows from the body alone is answered, not thrown, because it is recorded as well.
   */
  async submit(caller: Caller, key: string, body: Body, options: IntakeOptions, writeProblem: WriteProblem): Promise<Answer> {
    if (this.#uploads >= this.config.limits.maxUploads) throw new DomainError('overloaded', undefined, { retryAfterSeconds: 2 });
    this.#uploads += 1;
    this.metrics.uploads.inc();
    try {
      // A dry run leaves nothing behind, so nothing of it is to be remembered.
      if (options.dryRun) return await this.#dryRun(caller, body, options);
      const state = await this.keys.take(caller.tenantId, ROUTE, key);
      if (state.state !== 'taken') return await repeat(state, body.decoded);
      return await this.#first(caller, state.holder, body, options, writeProblem);
    } finally {
      this.#uploads -= 1;
      this.metrics.uploads.dec();
    }
  }

  async #dryRun(caller: Caller, body: Body, options: IntakeOptions): Promise<Answer> {
    const { receipt } = await this.#accept(caller, body, options);
    return { status: 200, body: JSON.stringify(receipt), isReplay: false };
  }

  async #first(caller: Caller, holder: string, body: Body, options: IntakeOptions, writeProblem: WriteProblem): Promise<Answer> {
    // A slow body keeps its key; one renewal in three may fail.
    const renewal = setInterval(() => void this.keys.renew(holder).catch(() => {}), this.config.leaseMs / 3);
    let answer: Answer | undefined;
    const { decoded } = body;
    try {
      await this.#accept(caller, body, options, {
        arrived: () => this.keys.setFingerprint(holder, decoded.fingerprint()),
        settle: async (accepted, client) => {
          answer = answerOf(accepted);
          const recorded = { status: answer.status, body: answer.body, fingerprint: decoded.fingerprint() };
          // A new manifest and its record stand or fall together; a repeat is undone, so its record is written by itself.
          const isHolder = await this.keys.record(holder, recorded, accepted.isNew ? client : undefined);
          if (!isHolder) throw new DomainError('request-in-progress', undefined, { retryAfterSeconds: 1 });
        },
      });
    } catch (error) {
      try {
        answer = await this.#refuse(caller, holder, decoded, error, writeProblem);
      } catch (unrecorded) {
        await this.keys.release(holder).catch(() => {});
        throw unrecorded;
      }
    } finally {
      clearInterval(renewal);
    }
    if (answer === undefined) throw new DomainError('internal');
    return answer;
  }

  #accept(caller: Caller, { decoded, description }: Body, options: IntakeOptions, steps?: IntakeSteps): Promise<Accepted> {
    return this.opening.manifest(caller, decoded.bytes, description, (incoming) => this.intake.accept(caller, incoming, options, steps));
  }

  /** Records a refusal that follows from the body alone. Errors: any other, and what goes wrong with the rest of the body. */
  async #refuse(caller: Caller, holder: string, body: DecodedBody, error: unknown, writeProblem: WriteProblem): Promise<Answer> {
    if (!(error instanceof DomainError) || !recordedCodes.has(error.code)) throw error;
    // The fingerprint is of the whole body, which a fault of form may have cut short.
    await body.drain();
    const { status, body: text } = writeProblem(error);
    this.metrics.refused(error);
    const fingerprint = body.fingerprint();
    await this.keys.record(holder, { status, body: text, fingerprint });
    const details = { problems: error.findingCount };
    // What was refused may have no name: its bytes have a hash.
    const object = fingerprint.toString('hex');
    await this.log.note(caller.tenantId, actorOf(caller), { action: 'manifest.refused', object, result: error.code, details });
    return { status, body: text, isReplay: false };
  }
}

/** What a key that is not free is answered; to know whether the body is the same, it has to be read. */
async function repeat(state: Exclude<KeyState, { state: 'taken' }>, body: DecodedBody): Promise<Answer> {
  if (state.state === 'running' && state.fingerprint === undefined) {
    throw new DomainError('request-in-progress', undefined, { retryAfterSeconds: state.retryAfterSeconds });
  }
  await body.drain();
  const known = state.state === 'answered' ? state.answer.fingerprint : state.fingerprint;
  if (known?.equals(body.fingerprint()) !== true) throw new DomainError('idempotency-key-reused');
  if (state.state === 'running') throw new DomainError('request-in-progress', undefined, { retryAfterSeconds: state.retryAfterSeconds });
  return { status: state.answer.status, body: state.answer.body, isReplay: true };
}

function answerOf({ receipt, isNew }: Accepted): Answer {
  return { status: isNew ? 202 : 200, body: JSON.stringify(receipt), isReplay: false };
}
