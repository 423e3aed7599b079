import { Body, Controller, Headers, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiConsumes, ApiHeader, ApiTags } from '@nestjs/swagger';
import { registrationNumber } from '../../domain/customs-mark.js';
import { DomainError } from '../../domain/problem.js';
import { type Language, languageOf, textOf } from '../../domain/wording/wording.js';
import { Allow, CurrentCaller } from '../../http/allow.js';
import { Describe } from '../../http/describe.js';
import type { Caller } from '../../store/access.store.js';
import { type ReceivedReply, Replies } from './replies.js';
import { type ReceivedBody, receivedSchema, replyBody } from './replies.schema.js';

/** What customs answers of declarations. */
@ApiTags('Customs')
@Controller('v1')
export class RepliesController {
  constructor(private readonly replies: Replies) {}

  @Post('customs-replies')
  @HttpCode(HttpStatus.OK)
  @Allow(['broker', 'admin'], { takesXml: true })
  @ApiConsumes('application/xml')
  @ApiHeader({ name: 'Accept-Language', required: false, description: 'Language of findings: `ru`, `en`, `zh`' })
  @Describe({
    summary: 'Takes a reply of customs and applies its decisions to house waybills',
    description:
      'ExpressCargoDeclarationCustomMark (1006347E) of any version, in UTF-8 or windows-1251, as a document or in an envelope; at most 1 MiB. ' +
      'Kept as it came. It gives the declaration its registration number and each house waybill a decision; the latest one by the time ' +
      'of the decision counts, whatever the order they come in. The same bytes again change nothing and are answered alike. A mark on a ' +
      'house waybill that the declaration has not is a finding, the others are applied. Decisions on no declaration that is published ' +
      'are answered with `not-found`, kept, and tried again when they are sent again. ExpressCargoReqCorrect (1006348E) and ' +
      'ReturnExpressCargoDeclaration (1006349E) are kept.',
    answer: { description: 'What it was applied to', schema: receivedSchema },
    problems: ['not-found', 'timeout', 'too-large', 'unsupported-media', 'validation-failed'],
  })
  async post(
    @CurrentCaller() caller: Caller,
    @Body({ schema: replyBody }) body: unknown,
    @Headers('accept-language') accepted?: string,
  ): Promise<ReceivedBody> {
    if (body === undefined) {
      throw new DomainError('validation-failed', undefined, { findings: [{ code: 'required', detail: 'A body is required' }] });
    }
    if (!(body instanceof Uint8Array)) throw new DomainError('unsupported-media');
    return bodyOf(await this.replies.receive(caller, body), languageOf(accepted));
  }
}

function bodyOf({ id, sha256, receivedAt, place, applied, findings, read }: ReceivedReply, language: Language): ReceivedBody {
  const { kind, registration } = read;
  return {
    id,
    kind,
    sha256: sha256.toString('hex'),
    receivedAt: receivedAt.toISOString(),
    ...(place === undefined ? {} : { flight: place.flight, declaration: `${place.flight}-${place.slot}` }),
    ...(registration === undefined ? {} : { number: registrationNumber(registration) }),
    applied,
    findings: findings.map((finding) => {
      const { row, column, code, severity = 'error' } = finding;
      return {
        ...(row === undefined ? {} : { row }),
        ...(column === undefined ? {} : { column }),
        code,
        severity,
        detail: textOf(finding, language),
      };
    }),
  };
}
