import { indpostWriter } from '../../../documents/indpost/indpost.xml.js';
import type { IndpostRates } from '../../../documents/indpost/indpost-figures.js';
import type { Declaration } from '../../../documents/subjects.js';
import { blocksOf } from '../../../files/blocks.js';
import { type ZipMember, zipBytes } from '../../download/zip.js';
import { paced } from '../paced.js';
import { packedMember } from '../packed-member.js';
import { ChangeReport } from './change-report.js';

/** Handed on at a time. */
const BLOCK = 65_536;

/** Consignments as AltaIndPost, a file each, in a ZIP that is written while it is read; `report.csv` at its end says what was changed. */
export function zippedIndpost(declarations: AsyncIterable<Declaration>, made: Date, rates: IndpostRates): AsyncGenerator<Uint8Array> {
  return blocksOf(zipBytes(members(declarations, made, rates)), BLOCK);
}

async function* members(declarations: AsyncIterable<Declaration>, made: Date, rates: IndpostRates): AsyncGenerator<ZipMember> {
  const write = indpostWriter(rates);
  const report = new ChangeReport();
  const pause = paced();
  for await (const declaration of declarations) {
    for (const house of declaration.houses) {
      const file = write(declaration, house);
      report.add(file);
      yield packedMember(file.fileName, made, file.bytes);
      await pause();
    }
  }
  yield report.member('report.csv', made);
}
