import { indpostWriter } from '../../../documents/indpost/indpost.xml.js';
import type { IndpostRates } from '../../../documents/indpost/indpost-figures.js';
import type { Declaration } from '../../../documents/subjects.js';
import { paced } from '../paced.js';
import { type MadeMember, zippedFiles } from '../zipped-files.js';
import { ChangeReport } from './change-report.js';

/** Consignments as AltaIndPost, a file each, in a ZIP that is written while it is read; `report.csv` at its end says what was changed. */
export function zippedIndpost(declarations: AsyncIterable<Declaration>, made: Date, rates: IndpostRates): AsyncGenerator<Uint8Array> {
  return zippedFiles(indpostFiles(declarations, rates), made);
}

export async function* indpostFiles(declarations: AsyncIterable<Declaration>, rates: IndpostRates): AsyncGenerator<MadeMember> {
  const write = indpostWriter(rates);
  const report = new ChangeReport();
  const pause = paced();
  for await (const declaration of declarations) {
    for (const house of declaration.houses) {
      const file = write(declaration, house);
      report.add(file);
      yield { name: file.fileName, format: 'xml', subject: house.consignment.houseWaybill, content: file.bytes };
      await pause();
    }
  }
  yield { name: 'report.csv', format: 'csv', subject: '', content: report.file };
}
