import type { LabelledBag } from '../../../store/label.store.js';

/** One piece of a master waybill with its number, from 1. */
interface NumberedPiece {
  bag: LabelledBag;
  piece: number;
  /** Of this piece alone; left out where only the weight of several together is known. */
  grossWeightG: number | undefined;
}

/** Numbers the pieces of a master waybill: a bag is one, what flies in no bag has its own. `bags` in their order. */
export function* numberedPieces(bags: readonly LabelledBag[]): Generator<NumberedPiece> {
  let piece = 0;
  for (const bag of bags) {
    const grossWeightG = bag.pieces === 1 ? bag.grossWeightG : undefined;
    for (let own = 0; own < bag.pieces; own += 1) {
      piece += 1;
      yield { bag, piece, grossWeightG };
    }
  }
}
