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
  const latin = latinCapitals(descriptionEn ?? '') || latinCapitals(description) || `HS ${commodityCode}`;
  return firstWords(latin, ITEM_NAME);
}
