import { Injectable } from '@nestjs/common';
import type { Language } from '../../../domain/wording/wording.js';
import type { Caller, Role } from '../../../store/access.store.js';
import { RegisterStore } from '../../../store/register.store.js';
import { FlightView } from '../../flight-view.js';
import { carrierColumns, fullColumns } from './register-columns.js';
import { registerFile } from './register-file.js';

/** How a register is asked for. `reason`: why an administrator needs to see who receives the consignments. */
export interface RegisterRequest {
  format: 'xlsx' | 'csv';
  language: Language;
  reason?: string | undefined;
}

/** Those who work on a flight see who receives its goods; an administrator says why. Source: the matrix of reliability 9. */
const namedTo = (reason: string | undefined): readonly Role[] =>
  reason === undefined ? ['upstream', 'broker'] : ['upstream', 'broker', 'admin'];

/** Registers of flights: each reader gets the rows and columns that are theirs, and a look at names is noted. */
@Injectable()
export class Registers {
  constructor(
    private readonly view: FlightView,
    private readonly register: RegisterStore,
  ) {}

  /** The register as bytes; rows are read as they are asked for. Errors: `not-found`. */
  async of(caller: Caller, code: string, { format, language, reason }: RegisterRequest): Promise<AsyncIterable<Uint8Array>> {
    const { id } = await this.view.find(caller, code);
    const readers = namedTo(reason);
    const isNamed = caller.roles.some((role) => readers.includes(role));
    const isCarrier = caller.roles.every((role) => role === 'airline');
    const columns = isCarrier ? carrierColumns : fullColumns(await this.register.currencies(caller, id), { isNamed });
    if (isNamed) await this.register.noteLook(caller, id, reason);
    return registerFile(format, { flight: code, language, columns, rows: this.register.rows(caller, id, readers) });
  }
}
