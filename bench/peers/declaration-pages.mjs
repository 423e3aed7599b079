// The printed ПТДЭГ as pages of rows of cells, as table libraries want them: made anew for every document, because some change them.
import { columnsOf, declarationTotal, footTexts, headTexts, houseCells, sheetTexts } from './declaration-texts.mjs';

/** Pages with what stands above their table, its rows, what stands below, and their foot; `perPage` says how many consignments. */
export function pagesOf(declaration, perPage) {
  const columns = columnsOf(declaration);
  const lastTable = perPage.findLastIndex((count) => count > 0);
  let at = 0;
  return perPage.map((count, index) => {
    const houses = declaration.houses.slice(at, at + count);
    at += count;
    const rows = houses.flatMap((house) => houseRows(houseCells(declaration, house), columns));
    if (index === lastTable) rows.push(totalRow(declarationTotal(declaration), 0, columns));
    return {
      above: index === 0 ? headLines(declaration, perPage.length) : [],
      rows: count === 0 ? [] : [...headingRows(columns), ...rows],
      below: index === perPage.length - 1 ? footLines(declaration) : [],
      sheet: sheetTexts(declaration, index + 1, perPage.length),
    };
  });
}

function headLines(declaration, sheets) {
  const { title, boxes } = headTexts(declaration);
  return [title, ...boxes.map(({ text, isSheets }) => (isSheets ? `${text} ${sheets}` : text))];
}

function footLines(declaration) {
  const { boxes, footnotes } = footTexts(declaration);
  return [...boxes, ...footnotes];
}

function headingRows({ titles, groups, note }) {
  const numbers = titles.slice(0, note).map((_, i) => ({ text: String(i + 1) }));
  return [
    [...groups.map(({ title, from, to }) => ({ text: title, colSpan: to - from })), { text: titles[note], rowSpan: 3 }],
    titles.slice(0, note).map((text) => ({ text })),
    numbers,
  ];
}

/** One row for each goods item; the consignment's own cells stretch over them. */
function houseRows({ own, items, total }, columns) {
  const rowSpan = items.length;
  const rows = items.map(({ goods, documents, note }, i) => [
    ...(i === 0 ? own.map((text) => ({ text, rowSpan })) : []),
    ...goods.map((text) => ({ text })),
    ...[0, 1].map((column) => ({ text: documents.map((texts) => texts[column]).join('\n') })),
    { text: note, isLink: true },
  ]);
  return [...rows, totalRow(total, 1, columns)];
}

function totalRow({ caption, weight, value }, from, { gross, roubles, note }) {
  const row = [];
  if (from > 0) row.push({ text: '', colSpan: from });
  row.push({ text: caption, colSpan: gross - from }, { text: weight });
  if (roubles - gross > 1) row.push({ text: '', colSpan: roubles - gross - 1 });
  row.push({ text: value }, { text: '', colSpan: note - roubles });
  return row;
}
