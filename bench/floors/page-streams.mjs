// The least that writing a PDF can cost: its page streams, out of the product's own file, deflated at the same level and written.
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { PAGE_LEVEL } from '../../dist/documents/kit/pdf.js';
import { pdfBytes } from '../product/declaration.mjs';
import { sampleDeclaration } from '../subjects/declaration.mjs';

/** The content streams of a PDF's pages, inflated: those that show text or draw; not fonts and their maps. Throws if any is missed. */
export function pageStreams(pdf) {
  const text = pdf.toString('latin1');
  const pages = text.match(/\/Type ?\/Page\b(?!s)/g)?.length;
  const streams = [];
  for (const found of text.matchAll(/<<((?:(?!<<|endobj)[\s\S])*?)>>\s*stream\r?\n/g)) {
    const [whole, dictionary] = found;
    const length = Number(/\/Length (\d+)(?! \d+ R)/.exec(dictionary)?.[1]);
    if (!/FlateDecode/.test(dictionary) || /\/Length1 /.test(dictionary) || !(length > 0)) continue;
    const start = found.index + whole.length;
    const content = inflateSync(pdf.subarray(start, start + length));
    if (isContent(content)) streams.push(content);
  }
  if (streams.length !== pages) throw new Error(`${streams.length} page streams were found in ${pages} pages`);
  return streams;
}

/** Operators of text or paths at the end of the first lines; maps of glyphs and fonts have none. */
const isContent = (bytes) => /(?:\bBT\b|\bre\b|\bcm\b|\bTf\b)/.test(bytes.toString('latin1', 0, 400));

/** One write of all streams of a document, deflated one by one. */
export function writeStreams(streams, path) {
  const deflated = streams.map((stream) => deflateSync(stream, { level: PAGE_LEVEL }));
  const file = openSync(path, 'w');
  writeSync(file, Buffer.concat(deflated));
  closeSync(file);
}

export function openDeflate({ houses, folder }) {
  const streams = pageStreams(Buffer.from(pdfBytes(sampleDeclaration(houses))));
  const path = join(folder, 'streams');
  return { run: () => writeStreams(streams, path) };
}
