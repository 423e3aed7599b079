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
  /** True where the column speaks only if those before it left the member empty. */
  isFallback?: boolean;
  /** True where the rows of a consignment may say different things: the first one counts, the others are kept as sent. */
  mayDiffer?: boolean;
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
  /** Members that follow from the goods lines, each with the name of its rule: `grossWeightKg` is the `sum-of-lines`. */
  derived?: Readonly<Record<string, string>>;
}
