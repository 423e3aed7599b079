import type { VagueWord } from '../../../domain/trade-lists.js';

const words =
  'подарок подарки запчасть запчасти деталь детали товар товары вещь вещи образец образцы аксессуар аксессуары разное прочее другое груз ' +
  'посылка содержимое изделие изделия продукция личные gift gifts part parts spare goods item items product products sample samples accessory ' +
  'accessories stuff thing things other misc miscellaneous parcel merchandise commodity personal effects';

/** Words that tell nothing of the goods by themselves, in every form of theirs. Source: practice of customs, as in customs-rules 3, C15. */
export const vagueWords: readonly VagueWord[] = words.split(' ').map((word) => ({ word }));
