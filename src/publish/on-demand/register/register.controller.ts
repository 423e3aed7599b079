import { Readable } from 'node:stream';
import { Controller, Get, Headers, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { languageOf } from '../../../domain/wording/wording.js';
import { XLSX_MEDIA_TYPE } from '../../../files/xlsx/write-xlsx.js';
import { Allow, CurrentCaller } from '../../../http/allow.js';
import { Audited } from '../../../http/audited.js';
import { Describe } from '../../../http/describe.js';
import type { Caller } from '../../../store/access.store.js';
import { attachment } from '../../download/content.js';
import { limitSlowReader } from '../../download/slow-reader.js';
import { flightParam } from '../../flights.schema.js';
import { registerPaper } from './register.paper.js';
import { Registers } from './registers.js';

const registerQuery = z.strictObject({
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  reason: z.string().trim().min(1).max(500).optional().meta({
    description: 'Why an administrator needs to see who receives the consignments; without it that column is left out',
  }),
});

const mediaTypes = { xlsx: XLSX_MEDIA_TYPE, csv: 'text/csv' } as const;

@ApiTags('Flights')
@Controller('v1/flights')
export class RegisterController {
  constructor(private readonly registers: Registers) {}

  @Get(':flight/register')
  @Allow(registerPaper.roles)
  @Audited('paper.downloaded', ['flight'], { type: registerPaper.type })
  @ApiHeader({ name: 'Accept-Language', required: false, description: 'Language of headings and problems: `ru`, `en`, `zh`' })
  @Describe({
    summary: 'All consignments of a flight as a workbook or CSV, in the order in which they were sent',
    description:
      'With waybill, declaration, values, duty and problems; sums in the last row are those of the consignments that are not held. ' +
      'Senders get what they sent; the carrier gets number, bag, waybill and weight.',
    answer: { description: 'The register', mediaTypes: Object.values(mediaTypes) },
    problems: ['not-found', 'validation-failed'],
  })
  async file(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) code: string,
    @Query({ schema: registerQuery }) { format, reason }: z.infer<typeof registerQuery>,
    @Headers('accept-language') accepted: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const language = languageOf(accepted);
    const bytes = await this.registers.of(caller, code, { format, language, reason });
    limitSlowReader(reply.raw);
    reply.headers({
      'content-type': format === 'csv' ? `${mediaTypes.csv}; charset=utf-8` : mediaTypes.xlsx,
      'content-disposition': attachment(`${code}-register.${format}`),
      'content-language': language,
      'cache-control': 'private, no-store',
      vary: 'Accept-Language, Authorization',
    });
    return new StreamableFile(Readable.from(bytes, { objectMode: false }));
  }
}
