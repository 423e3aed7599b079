import type { GoodsItem } from '../../domain/goods-item.js';
import { firstWords } from '../kit/shorten.js';
import { latinCapitals } from '../kit/transliterate.js';

const ITEM_NAME = 18;

/**
 * The short name of a consignment's goods on a manifest, in Latin capitals: the whole words of its first goods item that fit into
 * 18 characters, from the English text if there is one, else from the Russian one by its letters. Where neither can be written in
 * Latin letters, the commodity code: `HS 3926909709`.
 *
 * Source: `ItemName` of HouseManifest.xsd; air-cargo 3.4, which prefers English over transliteration.
 */
export function itemName({ description, descriptionEn, commodityCode }: GoodsItem): string {
  const latin = latinBeginning(descriptionEn ?? '') || latinBeginning(description) || `HS ${commodityCode}`;
  return firstWords(latin, ITEM_NAME);
}

/** So much of a text gives its name nearly always. */
const BEGINNING = 40;

/** The text's Latin capitals, or their beginning where that is more than the name takes: most texts go on far behind it. */
function latinBeginning(text: string): string {
  if (text.length > BEGINNING) {
    // Capitals depend on one character behind them at most, so that these are those of the whole but for a mark at their very end.
    const beginning = latinCapitals(text.slice(0, BEGINNING));
    if (beginning.length > ITEM_NAME) return beginning;
  }
  return latinCapitals(text);
}
