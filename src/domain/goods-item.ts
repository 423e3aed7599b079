/** An amount in a currency: decimal text of at most two places, ISO 4217 letters. */
interface InvoiceValue {
  amount: string;
  currency: string;
}

/** One line of goods of a consignment, as the sender wrote it. `value` is that of the whole line, not of one piece. */
export interface GoodsItem {
  /** In Russian, as it is declared. */
  description: string;
  descriptionEn?: string;
  /** ТН ВЭД ЕАЭС, 6 to 10 digits, kept as text. */
  commodityCode: string;
  /** Decimal text in `unit`. */
  quantity: string;
  /** The customs' three-digit code, `796` piece. */
  unit: string;
  grossWeightKg: string;
  netWeightKg?: string;
  value: InvoiceValue;
  url?: string;
  originCountry?: string;
  brand?: string;
}
