import type { RegisteredBrand } from '../../../domain/trade-lists.js';

const source = "Customs' register of intellectual property (ТРОИС); recalled, import the register";

/** A few marks whose owners have had them registered for years. A name that is a common word as well is left out. */
export const brands: readonly RegisteredBrand[] = [
  'ADIDAS',
  'CHANEL',
  'DISNEY',
  'GUCCI',
  'LEGO',
  'LOUIS VUITTON',
  'MATTEL',
  'NIKE',
  'REEBOK',
  'SAMSUNG',
].map((brand) => ({ brand, source }));
