import { expressArrivalXml } from '../../../documents/express-arrival/express-arrival.xml.js';
import type { Assets } from '../../../documents/kit/assets.js';
import type { Declaration } from '../../../documents/subjects.js';
import { paced } from '../paced.js';
import type { Registered } from '../registered-declarations.js';
import type { MadeMember } from '../zipped-files.js';

/**
 * The notice of arrival of a declaration, which answers the document that was lodged; undefined while it is not registered.
 *
 * Errors: `unrenderable-character`; what `lodgedId` throws.
 */
export async function arrivalOf(
  declaration: Declaration,
  registered: Registered,
  assets: Pick<Assets, 'template'>,
): Promise<Uint8Array | undefined> {
  if (declaration.registration === undefined) return undefined;
  return expressArrivalXml({ ...declaration, documentId: await registered.lodgedId(declaration.id) }, assets);
}

/** One file a registered declaration. Errors as `arrivalOf`. */
export async function* arrivalFiles(
  declarations: AsyncIterable<Declaration>,
  registered: Registered,
  assets: Pick<Assets, 'template'>,
): AsyncGenerator<MadeMember> {
  const pause = paced();
  for await (const declaration of declarations) {
    const content = await arrivalOf(declaration, registered, assets);
    if (content !== undefined) yield { name: `express-arrival-${declaration.id}.xml`, format: 'xml', subject: declaration.id, content };
    await pause();
  }
}
