import { consigneeName } from '../../domain/party.js';
import type { Assets } from '../kit/assets.js';
import { mm, type Page } from '../kit/page.js';
import type { Declaration, DeclaredConsignment } from '../subjects.js';
import { drawGoods } from './goods.pdf.js';
import { carrierAddress, deliveryPoint, departurePoint, houseWaybillOf, type Point } from './house-waybill.js';
import { LEFT, Sheets, sheetStyles, WIDTH } from './sheets.js';
import { addressText, type HouseWaybillForm, identityLines, requisitesText } from './waybill-words.js';

/** Two columns for the parties; the head's left one is wider. Millimetres. */
const HALF = 88;
const RIGHT = LEFT + WIDTH - HALF;
const HEAD_LEFT = 106;
const HEAD_RIGHT = 74;
const HEAD_RIGHT_X = LEFT + WIDTH - HEAD_RIGHT;
/** In points. */
const SECTION_GAP = 5;
const COLUMN_GAP = 3;
const HEADING_GAP = 2;
/** Millimetres. */
const SIGNATURES = 16;

/** A value with the caption under it. */
type Field = readonly [value: string, caption: string];

/**
 * Draws house waybills of a declaration, one at a time, in the customs' own form; the pages belong into a PDF, alone or with those
 * of others. Nothing is cut: goods are printed with their whole description.
 *
 * Errors: `unrenderable-character`. Source: forms.md 5 and its picture of WayBillExpressIndividual.
 */
export function houseWaybillDrawer(declaration: Declaration, assets: Assets): (house: DeclaredConsignment) => readonly Page[] {
  const form = assets.template<HouseWaybillForm>('house-waybill/form');
  const styles = sheetStyles(assets);
  const { headings } = form;
  const departure = { heading: headings.departure, fields: pointFields(departurePoint(declaration), form) };
  const delivery = { heading: headings.delivery, fields: pointFields(deliveryPoint(declaration), form) };
  const carrier = { heading: headings.carrier, fields: carrierFields(declaration, form) };
  return (house) => {
    const sheets = new Sheets(styles, house.consignment.houseWaybill);
    const waybill = houseWaybillOf(declaration, house);
    drawHead(sheets, house.consignment.houseWaybill, waybill, form);
    const { sender, receiver } = partyFields(house, form);
    drawColumns(sheets, form.parties, { heading: headings.sender, fields: sender }, { heading: headings.receiver, fields: receiver });
    drawColumns(sheets, undefined, departure, delivery);
    drawColumns(sheets, form.carriers, carrier, { heading: headings.insurer, fields: [] });
    drawGoods(sheets, waybill, declaration, form);
    drawSignatures(sheets, form);
    sheets.numberSheets(form.words.page);
    return sheets.pages;
  };
}

function drawHead(sheets: Sheets, number: string, waybill: ReturnType<typeof houseWaybillOf>, form: HouseWaybillForm): void {
  const { captions, words, title } = form;
  const { styles } = sheets;
  sheets.page.text(styles.title, mm(LEFT), sheets.y, title, mm(WIDTH));
  sheets.y += styles.title.lineHeight + 4;
  const net = waybill.netWeight === undefined ? '' : `${words.net} ${waybill.netWeight}, `;
  const rows: readonly (readonly [Field, Field | undefined])[] = [
    [[number, captions.number], undefined],
    [
      ['', captions.sticker],
      [words.byAir, captions.shipment],
    ],
    [
      ['', captions.services],
      [waybill.procedure, captions.procedure],
    ],
    [
      ['', captions.specialServices],
      [words.isUsed, captions.distribution],
    ],
    [
      [`${net}${words.gross} ${waybill.grossWeight}`, captions.weight],
      [waybill.currency, captions.currency],
    ],
  ];
  for (const [left, right] of rows) {
    const height = sheets.field(mm(LEFT), sheets.y, mm(HEAD_LEFT), ...left);
    if (right !== undefined) sheets.field(mm(HEAD_RIGHT_X), sheets.y, mm(HEAD_RIGHT), ...right);
    sheets.y += height;
  }
}

function partyFields({ consignment }: DeclaredConsignment, form: HouseWaybillForm): { sender: Field[]; receiver: Field[] } {
  const { consignor, consignee } = consignment;
  const { captions, words } = form;
  const identity = identityLines(consignee, words).join('\n');
  return {
    sender: [
      [consignor.name, captions.organisation],
      ['', captions.requisites],
      [addressText(consignor), captions.address],
      ['', captions.notes],
    ],
    receiver: [
      [consigneeName(consignee), captions.organisation],
      [requisitesText(consignee, words), captions.requisites],
      [addressText(consignee.address), captions.address],
      ...(identity === '' ? [] : [[identity, ''] as const]),
    ],
  };
}

/** A column of fields under its heading. */
interface Column {
  heading: string;
  fields: readonly Field[];
}

/** Two columns side by side, each as long as it is, on one sheet with the title over them. */
function drawColumns(sheets: Sheets, title: string | undefined, left: Column, right: Column): void {
  const { heading, section } = sheets.styles;
  const head = heading.lineHeight + HEADING_GAP;
  const heightOf = ({ fields }: Column): number => fields.reduce((sum, [value]) => sum + sheets.fieldHeight(mm(HALF), value), head);
  const titled = title === undefined ? COLUMN_GAP : SECTION_GAP + section.lineHeight + COLUMN_GAP;
  const height = Math.max(heightOf(left), heightOf(right));
  sheets.need(titled + height);
  if (title !== undefined) sheets.page.text(section, mm(LEFT), sheets.y + SECTION_GAP, title, mm(WIDTH));
  const top = sheets.y + titled;
  for (const [x, column] of [[LEFT, left] as const, [RIGHT, right] as const]) {
    sheets.page.text(heading, mm(x), top, column.heading);
    column.fields.reduce((y, field) => y + sheets.field(mm(x), y, mm(HALF), ...field), top + head);
  }
  sheets.y = top + height;
}

function pointFields({ name, iata, address }: Point, { captions }: HouseWaybillForm): Field[] {
  return [
    [name, captions.name],
    [iata, captions.iata],
    [addressText(address), captions.address],
  ];
}

function carrierFields(declaration: Declaration, { captions, words }: HouseWaybillForm): Field[] {
  const { representative } = declaration.settings;
  const address = addressText(carrierAddress(declaration));
  return [
    [representative.name, captions.organisation],
    [requisitesText({ inn: representative.inn }, words), captions.requisites],
    [address, captions.legalAddress],
    [address, captions.actualAddress],
    [representative.registerNumber, captions.register],
    ['', captions.more],
  ];
}

/** Lines for what is signed by hand. */
function drawSignatures(sheets: Sheets, { captions }: HouseWaybillForm): void {
  sheets.need(mm(SIGNATURES));
  sheets.y += SECTION_GAP;
  for (const [left, right] of [
    [captions.sent, captions.accepted],
    [captions.date, captions.date],
  ]) {
    const height = sheets.field(mm(LEFT), sheets.y, mm(HALF), '', left);
    sheets.field(mm(RIGHT), sheets.y, mm(HALF), '', right);
    sheets.y += height;
  }
}
