import { customsContainerXml, type Enclosed } from '../../../documents/customs-container/customs-container.xml.js';
import { houseWaybillWriter } from '../../../documents/house-waybill/house-waybill.xml.js';
import type { Assets } from '../../../documents/kit/assets.js';
import type { Declaration } from '../../../documents/subjects.js';
import { uuidOf } from '../../../domain/ids.js';
import { arrivalOf } from '../express-arrival/made-arrivals.js';
import { paced } from '../paced.js';
import type { Registered } from '../registered-declarations.js';
import type { MadeMember } from '../zipped-files.js';

/** ExpressArrive has no newer schema than that of this album, in which it is written under any. */
const ARRIVAL_ALBUM = '5.23.0';

/** What goes into a container beside the declaration. */
export interface Contents {
  hasHouseWaybills: boolean;
  registered: Registered;
}

/**
 * A declaration as it was published with the documents to it: its house waybills if they are wanted, the notice of arrival once it is
 * registered. Its id is another than that of the published container, and for each set of documents.
 *
 * Errors: `state-conflict` if the declaration is not published; `document-integrity`, `unrenderable-character`.
 */
export async function containerOf(
  declaration: Declaration,
  { hasHouseWaybills, registered }: Contents,
  assets: Pick<Assets, 'template'>,
): Promise<Uint8Array> {
  const { album } = declaration;
  const declared = await registered.published(declaration.id);
  const houseWaybills = hasHouseWaybills ? await houseWaybillsOf(declaration, assets) : [];
  const arrival = await arrivalOf(declaration, registered, assets);
  const documents: Enclosed[] = [
    { album, bytes: declared },
    ...houseWaybills.map((bytes) => ({ album, bytes })),
    ...(arrival === undefined ? [] : [{ album: ARRIVAL_ALBUM, bytes: arrival }]),
  ];
  const contents = [hasHouseWaybills ? 'house-waybills' : '', arrival === undefined ? '' : 'express-arrival'];
  return customsContainerXml({ ...declaration, documentId: uuidOf(declaration.documentId, ...contents) }, documents, assets);
}

async function houseWaybillsOf(declaration: Declaration, assets: Pick<Assets, 'template'>): Promise<Uint8Array[]> {
  const pause = paced();
  const write = houseWaybillWriter(declaration, assets);
  const made: Uint8Array[] = [];
  for (const house of declaration.houses) {
    made.push(write(house));
    await pause();
  }
  return made;
}

/** One file a declaration, one in memory at a time. Errors as `containerOf`. */
export async function* containerFiles(
  declarations: AsyncIterable<Declaration>,
  contents: Contents,
  assets: Pick<Assets, 'template'>,
): AsyncGenerator<MadeMember> {
  for await (const declaration of declarations) {
    const content = await containerOf(declaration, contents, assets);
    yield { name: `customs-container-${declaration.id}.xml`, format: 'xml', subject: declaration.id, content };
  }
}
