import { houseWaybillDrawer } from '../../../documents/house-waybill/house-waybill.pdf.js';
import { houseWaybillWriter } from '../../../documents/house-waybill/house-waybill.xml.js';
import { type MergedName, MergedWaybills } from '../../../documents/house-waybill/merged.pdf.js';
import type { Assets } from '../../../documents/kit/assets.js';
import type { Declaration } from '../../../documents/subjects.js';
import { blocksOf } from '../../../files/blocks.js';
import { type ZipMember, zipBytes } from '../../download/zip.js';
import { paced } from '../paced.js';
import { packedMember } from '../packed-member.js';

/** Handed on at a time. */
const BLOCK = 65_536;

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
  return blocksOf(zipBytes(xmlMembers(declarations, made, assets)), BLOCK);
}

async function* xmlMembers(
  declarations: AsyncIterable<Declaration>,
  made: Date,
  assets: Pick<Assets, 'template'>,
): AsyncGenerator<ZipMember> {
  const pause = paced();
  for await (const declaration of declarations) {
    const write = houseWaybillWriter(declaration, assets);
    for (const house of declaration.houses) {
      yield packedMember(`house-waybill-${house.consignment.houseWaybill}.xml`, made, write(house));
      await pause();
    }
  }
}
