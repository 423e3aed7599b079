import type { Assets } from '../kit/assets.js';
import { type Area, fittingStyle } from '../kit/fit.js';
import { mm, type Page } from '../kit/page.js';
import { type Tag, type TextStyle, textStyle } from '../kit/wrap.js';
import type { BoxId, WaybillWords } from './waybill-values.js';

/** `x, y, width, height` in millimetres from the top left corner of the page. */
type Place = readonly [number, number, number, number];

/** A box of the waybill under its IATA number, as `templates/master-waybill/form.json` describes it. */
export interface Box {
  id: BoxId;
  at: Place;
  /** Printed small at the top left, in the middle (`centred`), or at the foot (`foot`). */
  title?: string;
  centred?: boolean;
  foot?: boolean;
  /** A frame if left out; `left` a rule at the left side, `divider` one beside the value alone. */
  border?: 'none' | 'left' | 'divider';
  /** A grey box is for the carrier. */
  shaded?: boolean;
  /** A rule under the title. */
  ruled?: boolean;
  /** Where the value begins under the top of the box and ends before its right side, in millimetres. */
  top?: number;
  right?: number;
  /** Size of the value in points, unless it must be smaller to stay in the box. */
  size?: number;
  bold?: boolean;
  align?: TextStyle['align'];
}

export interface WaybillForm {
  sheets: readonly string[];
  caption: { at: Place };
  boxes: readonly Box[];
  /** Frames around two halves that share a caption. */
  outlines: readonly { at: Place }[];
  /** Captions in a frame of their own, over the border between two boxes. */
  tabs: readonly { text: string; at: Place }[];
  gutters: readonly { at: Place }[];
  signatureLines: readonly { at: Place }[];
  texts: readonly { at: Place; size: number; bold?: boolean; tag?: Tag; text: string }[];
  words: WaybillWords;
}

const TITLE_SIZE = 5.5;
const VALUE_SIZE = 9;
/** Grey of what the carrier fills in (air-cargo 2.4). */
const GREY = 0.9;
const WHITE = 1;
/** Space inside a box, in millimetres: at the sides, under a value, and under a rule. */
const SIDE = 0.9;
const UNDER = 0.3;
const UNDER_RULE = 0.6;
/** Where a value begins under the top of a box with a title of one line, and what a title at the foot takes. */
const UNDER_TITLE = 2.9;
const FOOT = 4;
/** Height of a caption in a frame of its own. */
const TAB = 3.2;

export function area([x, y, width, height]: Place): Area {
  return { x: mm(x), y: mm(y), width: mm(width), height: mm(height) };
}

/** Draws what is the same on every waybill; its title comes first. */
export function drawForm(page: Page, form: WaybillForm, { fonts }: Assets): void {
  for (const { at: place, size, bold, tag, text } of form.texts) {
    const at = area(place);
    const style = fittingStyle(bold ? fonts.bold : fonts.regular, size, at, text, tag === undefined ? {} : { tag });
    page.paragraph(style, at.x, at.y, at.width, text);
  }
  for (const gutter of form.gutters) fill(page, area(gutter.at), GREY);
  for (const box of form.boxes) drawBox(page, box, fonts);
  for (const { at } of form.outlines) frame(page, area(at));
  for (const tab of form.tabs) {
    const at = area(tab.at);
    fill(page, at, WHITE);
    frame(page, at);
    const style = textStyle(fonts.regular, TITLE_SIZE, { align: 'center' });
    page.text(style, at.x, at.y + (at.height - style.lineHeight) / 2, tab.text, at.width);
  }
  for (const { at } of form.signatureLines) page.rule(mm(at[0]), mm(at[1]), mm(at[0] + at[2]), mm(at[1]), 0.4);
}

/** Draws a value into its box: as large as the form says, or smaller until it fits. */
export function drawValue(page: Page, box: Box, text: string, { fonts }: Assets): void {
  if (text === '') return;
  const [x, y, width, height] = box.at;
  const top = (box.top ?? UNDER_TITLE) + (box.ruled ? UNDER_RULE : 0);
  const inside = area([x + SIDE, y + top, width - 2 * SIDE - (box.right ?? 0), height - top - (box.foot ? FOOT : UNDER)]);
  const style = fittingStyle(box.bold ? fonts.bold : fonts.mono, box.size ?? VALUE_SIZE, inside, text, { align: box.align ?? 'left' });
  page.paragraph(style, inside.x, inside.y, inside.width, text);
}

function drawBox(page: Page, box: Box, { regular }: Assets['fonts']): void {
  const at = area(box.at);
  if (box.shaded) fill(page, at, GREY);
  if (box.border === undefined) frame(page, at);
  if (box.border === 'left') page.rule(at.x, at.y, at.x, at.y + at.height);
  if (box.border === 'divider') page.rule(at.x, at.y + mm(TAB), at.x, at.y + at.height);
  if (box.ruled) page.rule(at.x, at.y + mm(box.top ?? 0), at.x + at.width, at.y + mm(box.top ?? 0));
  if (box.title === undefined) return;
  const [x, y, width, height] = box.at;
  const inside = area([x + 0.5, box.foot ? y + height - FOOT + 0.6 : y + 0.3, width - 1, (box.top ?? UNDER_TITLE) - 0.3]);
  const style = fittingStyle(regular, TITLE_SIZE, inside, box.title, { align: box.centred || box.foot ? 'center' : 'left' });
  page.paragraph(style, inside.x, inside.y, inside.width, box.title);
}

function frame(page: Page, { x, y, width, height }: Area): void {
  page.frame(x, y, width, height);
}

function fill(page: Page, { x, y, width, height }: Area, grey: number): void {
  page.fill(x, y, width, height, grey);
}
