import { equalXml } from '../equal/xml.mjs';

export const row = {
  name: 'xml',
  title: 'XML of a declaration',
  by: 'cpu',
  limitSeconds: 90,
  sizes: { full: { houses: 500, rounds: 7, sampleMs: 250, warmMs: 1_500 }, quick: { houses: 250, rounds: 5, sampleMs: 60, warmMs: 500 } },
  sides: [
    { name: 'product', role: 'product', module: 'product/declaration.mjs', open: 'openXml' },
    { name: 'fast-xml-parser', role: 'peer', module: 'peers/xml-libraries.mjs', open: 'openFastXmlParser' },
    { name: 'xmlbuilder2', role: 'peer', module: 'peers/xml-libraries.mjs', open: 'openXmlbuilder2' },
    { name: 'copy', role: 'floor', module: 'floors/copy-bytes.mjs', open: 'openCopy' },
    { name: 'copy, warm', role: 'floor', module: 'floors/copy-bytes.mjs', open: 'openWarmCopy' },
    { name: 'copy and write', role: 'floor', module: 'floors/copy-bytes.mjs', open: 'openCopyAndWrite' },
  ],
  goals: [
    { against: 'fast-xml-parser', faster: 18 },
    { against: 'xmlbuilder2' },
    { against: 'copy', atMost: 6 },
    { against: 'copy, warm' },
    { against: 'copy and write' },
  ],
  equal: equalXml,
};
