import { Readable } from 'node:stream';
import { Controller, Get, Headers, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { languageOf } from '../../../domain/wording/wording.js';
import { XLSX_MEDIA_TYPE } from '../../../files/xlsx/write-xlsx.js';
import { Allow, CurrentCaller } from '../../../http/allow.js';
import { Describe } from '../../../http/describe.js';
import type { Caller, Role } from '../../../store/access.store.js';
import { RegisterStore } from '../../../store/register.store.js';
import { attachment } from '../../download/content.js';
import { limitSlowReader } from '../../download/slow-reader.js';
import { FlightView } from '../../flight-view.js';
import { flightParam } from '../../flights.schema.js';
import { carrierColumns, fullColumns } from './register-columns.js';
import { registerFile } from './register-file.js';

const registerQuery = z.strictObject({
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  reason: z.string().trim().min(1).max(500).optional().meta({
    description: 'Why an administrator needs to see who receives the consignments; without it that column is left out',
  }),
});

const mediaTypes = { xlsx: XLSX_MEDIA_TYPE, csv: 'text/csv' } as const;

/** Those who work on a flight see who receives its goods; an administrator says why. Source: the matrix of reliability 9. */
const namedTo = (reason: string | undefined): readonly Role[] =>
  reason === undefined ? ['upstream', 'broker'] : ['upstream', 'broker', 'admin'];

@ApiTags('Flights')
@Controller('v1/flights')
export class RegisterController {
  constructor(
    private readonly view: FlightView,
    private readonly register: RegisterStore,
  ) {}

  @Get(':flight/register')
  @Allow(['upstream', 'broker', 'airline', 'admin'])
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
    const { id } = await this.view.find(caller, code);
    const readers = namedTo(reason);
    const isNamed = caller.roles.some((role) => readers.includes(role));
    const isCarrier = caller.roles.every((role) => role === 'airline');
    const columns = isCarrier ? carrierColumns : fullColumns(await this.register.currencies(caller, id), { isNamed });
    if (isNamed) await this.register.noteLook(caller, id, reason);
    const language = languageOf(accepted);
    const rows = this.register.rows(caller, id, readers);
    limitSlowReader(reply.raw);
    reply.headers({
      'content-type': format === 'csv' ? `${mediaTypes.csv}; charset=utf-8` : mediaTypes.xlsx,
      'content-disposition': attachment(`${code}-register.${format}`),
      'content-language': language,
      'cache-control': 'private, no-store',
      vary: 'Accept-Language, Authorization',
    });
    return new StreamableFile(Readable.from(registerFile(format, { flight: code, language, columns, rows }), { objectMode: false }));
  }
}
