import type { Namespaces } from './namespaces.js';
import { escapeAttribute } from './xml-escape.js';
import { XmlWriter } from './xml-writer.js';

/** Kept between documents, so that a run of them allocates its buffer once; undefined while a document is being written. */
let spare: XmlWriter | undefined;

/**
 * The bytes of a document: what `write` writes inside a root element with the namespaces and the album's number of the form. They
 * are the caller's own copy.
 *
 * Errors: what `write` throws.
 */
export function writtenDocument(root: string, namespaces: Namespaces, documentModeId: string, write: (xml: XmlWriter) => void): Uint8Array {
  const xml = spare ?? new XmlWriter();
  spare = undefined;
  try {
    const declared = Object.entries(namespaces).map(([prefix, uri]) => ` xmlns:${prefix}="${escapeAttribute(uri)}"`);
    xml.markup(`<?xml version="1.0" encoding="UTF-8"?>\n<${root}${declared.join('')} DocumentModeID="${documentModeId}">\n`);
    write(xml);
    xml.markup(`</${root}>\n`);
    return xml.take();
  } finally {
    xml.clear();
    spare = xml;
  }
}

/** As `writtenDocument`, for a small document that is made of strings of markup. */
export function documentBytes(root: string, namespaces: Namespaces, documentModeId: string, parts: Iterable<string>): Uint8Array {
  return writtenDocument(root, namespaces, documentModeId, (xml) => {
    for (const part of parts) xml.markup(part);
  });
}
