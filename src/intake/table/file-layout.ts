/** How a column becomes members of a consignment. Named conversions, nothing a partner could not read. */
export interface ColumnRule {
  /** Heading as the partner writes it; others that mean the same in `also`. Compared without letter case, outer and double spaces. */
  heading: string;
  also?: readonly string[];
  /** Member in the words of the API, dotted: `consignee.lastName`, `goods.value.amount`. Left out: the column is kept as sent, unread. */
  member?: string;
  /** Name of a conversion; without one the cell is the value. */
  convert?: string;
  /** True where a file without this column is not of this layout. */
  isRequired?: boolean;
}

/** How the rows of a partner's file become consignments; data, so that people can add their own. */
export interface ColumnMapping {
  name: string;
  title: string;
  /** The heading whose value the rows of one consignment share. */
  groupBy: string;
  columns: readonly ColumnRule[];
  /** Members that no column tells, dotted: `consignor.country` is `CN`. */
  constants?: Readonly<Record<string, string>>;
}

/** The form of a file that was read: what is needed to say where in it a fault stands, and to write it back. */
export interface FileLayout {
  format: 'csv' | 'xlsx';
  /** Of a CSV: what stands between cells, and how its letters are coded. */
  delimiter?: string;
  charset?: 'utf-8' | 'windows-1251';
  /** Of an XLSX: the name of its sheet. */
  sheet?: string;
  /** All headings in their order, empty ones included. */
  headings: readonly string[];
  mapping: ColumnMapping;
}
