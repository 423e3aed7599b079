import type { DeclarationKind } from '../../../domain/declaration.js';
import type { Assets } from '../../kit/assets.js';

/** What a column says of a consignment, of a goods item or of a document presented with it. */
export type HouseContent = 'ordinal' | 'masterWaybill' | 'houseWaybill' | 'consignor' | 'consignee';
export type GoodsContent =
  | 'lineNumber'
  | 'description'
  | 'commodityCode'
  | 'quantity'
  | 'grossWeight'
  | 'netWeight'
  | 'invoiceValue'
  | 'roubles';
export type DocumentContent = 'documentCode' | 'documentNumber';

export type HeadContent = 'consignor' | 'consignee' | 'placeOfGoods' | 'feature' | 'sheets' | 'empty';

/** A column; width in millimetres. */
interface FormColumn<C> {
  w: number;
  title: string;
  content: C;
}

/** Columns `from` up to and without `to` under one heading. */
interface ColumnGroup {
  from: number;
  to: number;
  title: string;
}

/** A box of the head: millimetres from the left border, rows of the head counted from 0. */
export interface HeadBox {
  x: number;
  w: number;
  row: number;
  rows: number;
  /** With `{direction}` where the type of the declaration stands, ИМ or ЭТ. */
  caption: string;
  content: HeadContent;
}

/** Texts, headings and widths of a printed form: `templates/express-declaration/ptdeg.json` and `dteg.json`. */
export interface DeclarationForm {
  title: string;
  head: HeadBox[];
  groups: ColumnGroup[];
  /** A second level of headings, directly above the columns' titles. */
  over: ColumnGroup[];
  /** From left to right. */
  columns: {
    house: FormColumn<HouseContent>[];
    goods: FormColumn<GoodsContent>[];
    documents: FormColumn<DocumentContent>[];
    note: { w: number; title: string };
  };
  houseTotal: string;
  declarationTotal: string;
  foot: { person: string; c: string; d: string };
  /** Block B, which a ПТДЭГ has not. */
  payments?: {
    title: string;
    columns: { w: number; title: string }[];
    houseTotal: string;
    declarationTotal: string;
    details: string;
  };
  footnotes: string[];
  /** With `{page}` and `{pages}`. */
  page: string;
}

export function declarationForm(kind: DeclarationKind, assets: Assets): DeclarationForm {
  return assets.template<DeclarationForm>(`express-declaration/${kind}`);
}
