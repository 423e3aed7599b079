import type { Assets } from './assets.js';

/** URIs by prefix: what stands at the head of a customs document. */
export type Namespaces = Readonly<Record<string, string>>;

/**
 * The namespaces of a document type in an album of formats; `templates/<type>/namespaces.json` holds them by album version.
 * Schemas keep their number while they do not change, so each prefix has a version of its own; of the transport documents no
 * newer schemas than those of 5.23.0 are known, and both albums name these.
 *
 * Errors: RangeError if the type is not written in that album.
 * Source: formats/README.md, versions.
 */
export function namespacesOf(assets: Pick<Assets, 'template'>, type: string, album: string): Namespaces {
  const namespaces = assets.template<Record<string, Namespaces>>(`${type}/namespaces`)[album];
  if (namespaces === undefined) throw new RangeError(`no namespaces of ${type} in album ${album}`);
  return namespaces;
}
