import { uuidOf } from '../../domain/ids.js';
import type { Assets } from '../kit/assets.js';
import { namespacesOf } from '../kit/namespaces.js';
import { writtenDocument } from '../kit/xml.js';
import { encoded, tag, type XmlWriter } from '../kit/xml-writer.js';
import type { Declaration } from '../subjects.js';

const DOCUMENT_MODE_ID = '1006058E';

const tags = {
  documentId: tag('cat_ru:DocumentID'),
  slot: tag('edcnt:ContainerDoc'),
  order: tag('edcnt:Order'),
  album: tag('edcnt:AFVersion'),
  date: tag('edcnt:AFDate'),
  body: tag('edcnt:DocBody'),
};

const newLine = encoded('\n');

/** `Order` has two digits and may be left out: of more documents none has one. */
const MAX_ORDER = 99;

/** A document that goes into a container, and the album whose schema it follows. */
export interface Enclosed {
  album: string;
  /** The whole file, as `writtenDocument` makes it. */
  bytes: Uint8Array;
}

/**
 * A declaration and the documents with it as one file, the album's ED_Container (1006058E). Each body is the bytes of the document,
 * copied: it declares its own namespaces and is valid taken out again. Whether the set is complete is not said: customs may ask for
 * more than is known here.
 *
 * Source: ED_Container.xsd, where a body is one element that is not validated; dated the day on which the flight was closed.
 */
export function customsContainerXml(
  { documentId, createdAt, album }: Declaration,
  documents: readonly Enclosed[],
  assets: Pick<Assets, 'template'>,
): Uint8Array {
  const namespaces = namespacesOf(assets, 'customs-container', album);
  const date = createdAt.slice(0, 'YYYY-MM-DD'.length);
  return writtenDocument('edcnt:ED_Container', namespaces, DOCUMENT_MODE_ID, (xml) => {
    xml.element(tags.documentId, uuidOf('customs-container', documentId));
    xml.fragment(newLine);
    const isOrdered = documents.length <= MAX_ORDER;
    for (const [index, enclosed] of documents.entries()) writeSlot(xml, enclosed, isOrdered ? String(index + 1) : undefined, date);
  });
}

function writeSlot(xml: XmlWriter, { album, bytes }: Enclosed, order: string | undefined, date: string): void {
  xml.open(tags.slot);
  if (order !== undefined) xml.element(tags.order, order);
  xml.element(tags.album, album);
  xml.element(tags.date, date);
  xml.open(tags.body);
  xml.fragment(rootOf(bytes));
  xml.close(tags.body);
  xml.close(tags.slot);
  xml.fragment(newLine);
}

const LINE_FEED = 0x0a;

/** A document without the XML declaration, which is its first line: that may stand at the head of a file only. */
const rootOf = (bytes: Uint8Array): Uint8Array => bytes.subarray(bytes.indexOf(LINE_FEED) + 1);
