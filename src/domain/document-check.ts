/** What was held against the bytes of a document before it was published: its mark. */
export interface DocumentCheck {
  /**
   * What read the bytes back, apart from what wrote them. XML is read by our own reader, `own`; what that does not take, or whose schema
   * it does not know, by libxml2.
   */
  parser: 'own' | 'libxml2' | 'pdf' | 'cargo-imp';
  /** Schema that it was found valid against, by its path in the folder of schemas; null where there is none for it. Of XML only. */
  schema?: string | null;
  /** How many of the numbers that it lists were found, all in their order, and how many totals. */
  numbers: number;
  totals: number;
  /** Of a PDF: the pages that were read, from 1. */
  pages?: number[];
}
