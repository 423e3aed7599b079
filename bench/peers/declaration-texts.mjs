// The texts of a printed ПТДЭГ or ДТЭГ, place by place, for libraries that lay tables out. The words are the product's own: only
// laying out and writing is compared.

import { directionCode } from '../../dist/documents/express-declaration/direction.js';
import { documentTexts, goodsTexts, houseTexts, putRoubles } from '../../dist/documents/express-declaration/form/column-texts.js';
import { consignorText, partyText, placeOfGoodsText } from '../../dist/documents/express-declaration/form/party-text.js';
import { paymentGroups } from '../../dist/documents/express-declaration/form/payment-rows.js';
import { signatoryLines } from '../../dist/documents/express-declaration/form/signatory-text.js';
import { presentedDocuments } from '../../dist/documents/express-declaration/presented-documents.js';
import { pageNumber, putWeight } from '../../dist/documents/kit/format.js';
import { TextString } from '../../dist/documents/kit/text-sink.js';
import { grams } from '../../dist/domain/units.js';
import { loadAssets } from '../../dist/publish/assets.js';

/** A text that the product puts together part by part, as a string; some are fixed. */
function written(put, ...values) {
  if (typeof put === 'string') return put;
  const out = new TextString();
  put(out, ...values);
  return out.text;
}

export const formOf = ({ kind }) => loadAssets().template(`express-declaration/${kind}`);

/** Title and boxes of the head; the number of sheets is not known before the end. */
export function headTexts(declaration) {
  const form = formOf(declaration);
  const { settings } = declaration;
  const contents = {
    consignor: consignorText(settings.waybillConsignor),
    consignee: partyText(settings.waybillConsignee),
    placeOfGoods: placeOfGoodsText(settings.placeOfGoods),
    feature: settings.declarationFeature ?? '',
    empty: '',
  };
  const direction = directionCode(declaration);
  const boxes = form.head.map((box) => {
    const caption = box.caption.replace('{direction}', direction);
    const content = contents[box.content] ?? '';
    return { ...box, isSheets: box.content === 'sheets', text: content === '' ? caption : `${caption}\n${content}` };
  });
  return { title: form.title, boxes };
}

/** Columns with their widths in millimetres, and where goods, documents and the note begin. */
export function columnsOf(declaration) {
  const form = formOf(declaration);
  const { house, goods, documents, note } = form.columns;
  const all = [...house, ...goods, ...documents, note];
  return {
    titles: all.map(({ title }) => title),
    widths: all.map(({ w }) => w),
    groups: form.groups,
    over: form.over,
    goods: house.length,
    documents: house.length + goods.length,
    note: all.length - 1,
    gross: house.length + goods.findIndex(({ content }) => content === 'grossWeight'),
    roubles: house.length + goods.findIndex(({ content }) => content === 'roubles'),
  };
}

/** The texts of one consignment: its own cells, its goods items, and its total row. */
export function houseCells(declaration, house) {
  const { columns, houseTotal } = formOf(declaration);
  const texts = houseTexts(declaration);
  const { consignment, lineKopecks, valueKopecks } = house;
  const documents = presentedDocuments(consignment).map((document) =>
    columns.documents.map(({ content }) => written(documentTexts[content], document)),
  );
  return {
    own: columns.house.map(({ content }) => written(texts[content], house)),
    items: consignment.goods.map((item, i) => ({
      goods: columns.goods.map(({ content }) => written(goodsTexts[content], item, i, lineKopecks[i])),
      documents,
      note: item.url ?? '',
    })),
    total: { caption: houseTotal, weight: written(putWeight, grams(consignment.grossWeightKg)), value: written(putRoubles, valueKopecks) },
  };
}

export function declarationTotal(declaration) {
  const { grossWeightG, valueKopecks } = declaration;
  const weight = written(putWeight, grossWeightG);
  return { caption: formOf(declaration).declarationTotal, weight, value: written(putRoubles, valueKopecks) };
}

/** Boxes under the table, footnotes, and of a ДТЭГ the rows of its payments. */
export function footTexts(declaration) {
  const { foot, footnotes, payments } = formOf(declaration);
  const { kindCode } = declaration.settings.signatory.powerOfAttorney;
  const person = [foot.person, '', ...signatoryLines(declaration, kindCode)].join('\n');
  const rows = payments === undefined ? [] : paymentGroups(declaration).flatMap(paymentRows);
  return { boxes: [person, foot.c, foot.d], footnotes, payments: rows };
}

const paymentRows = ({ goods, rows, houseTotal }) => rows.map((cells, i) => [i === 0 ? goods : '', ...cells, houseTotal ?? '']);

/** Foot of a page. */
export function sheetTexts(declaration, sheet, sheets) {
  return [declaration.id, pageNumber(formOf(declaration).page, sheet, sheets)];
}
