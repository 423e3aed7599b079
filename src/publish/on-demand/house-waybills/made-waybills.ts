import { houseWaybillDrawer } from '../../../documents/house-waybill/house-waybill.pdf.js';
import { houseWaybillWriter } from '../../../documents/house-waybill/house-waybill.xml.js';
import { type MergedName, MergedWaybills } from '../../../documents/house-waybill/merged.pdf.js';
import type { Assets } from '../../../documents/kit/assets.js';
import type { Declaration } from '../../../documents/subjects.js';
import type { Run } from '../../../store/run.store.js';
import { paced } from '../paced.js';
import { type MadeMember, zippedFiles } from '../zipped-files.js';

/** What a PDF of house waybills says of itself; `subject` is what they are of. */
export const mergedName = ({ closedAt }: Pick<Run, 'closedAt'>, flightId: string, subject: string): MergedName => ({
  title: `Индивидуальные накладные ${subject}`,
  flightId,
  createdAt: closedAt,
});

/** The house waybills of declarations as one PDF, drawn while it is read. Errors: `unrenderable-character`; what the loading throws. */
export async function* mergedPdf(declarations: AsyncIterable<Declaration>, name: MergedName, assets: Assets): AsyncGenerator<Uint8Array> {
  const merged = new MergedWaybills(name);
  const pause = paced();
  for await (const declaration of declarations) {
    const draw = houseWaybillDrawer(declaration, assets);
    for (const house of declaration.houses) {
      const bytes = merged.add(draw(house));
      if (bytes !== undefined) yield bytes;
      await pause();
    }
  }
  yield merged.finish();
}

/** The house waybills of declarations as a ZIP of one XML each. Errors as `mergedPdf`. */
export function zippedXml(
  declarations: AsyncIterable<Declaration>,
  made: Date,
  assets: Pick<Assets, 'template'>,
): AsyncGenerator<Uint8Array> {
  return zippedFiles(xmlFiles(declarations, assets), made);
}

export async function* xmlFiles(declarations: AsyncIterable<Declaration>, assets: Pick<Assets, 'template'>): AsyncGenerator<MadeMember> {
  const pause = paced();
  for await (const declaration of declarations) {
    const write = houseWaybillWriter(declaration, assets);
    for (const house of declaration.houses) {
      const { houseWaybill } = house.consignment;
      yield { name: `house-waybill-${houseWaybill}.xml`, format: 'xml', subject: houseWaybill, content: write(house) };
      await pause();
    }
  }
}
