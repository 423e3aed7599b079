import { kilograms } from '../../domain/units.js';
import { waybillParts } from '../../domain/waybill.js';
import type { Assets } from '../kit/assets.js';
import { carrierName } from '../kit/places.js';
import { type Label, type LabelForm, labelOf } from './label.js';

/** One piece of a master waybill: a bag, or a package that flies in none. */
export interface BagLabel {
  /** IATA designator. */
  carrier: string;
  /** `210-10020032` */
  waybill: string;
  origin: string;
  destination: string;
  /** Which piece of how many, from 1. */
  piece: number;
  pieces: number;
  /** Left out where only the weight of several pieces together is known. */
  grossWeightG?: number | undefined;
  /** Number of the airline's house below the master waybill. */
  house?: string | undefined;
  /** Number of the bag; of what flies in none its individual waybill. */
  bag: string;
}

type Id = 'airline' | 'digits' | 'waybill' | 'destination' | 'pieces' | 'origin' | 'piece' | 'weight' | 'house' | 'bag';

/** Stands between the waybill number and the piece number. */
const FILLER = '0';
/** Four digits are all that the bar code has for a piece. */
const MAX_PIECE = 9_999;

/**
 * The sixteen digits of a cargo label: prefix, serial, filler, piece number.
 *
 * Errors: RangeError for a piece beyond 9 999, which no master waybill has by its caps. Source: IATA Resolution 606, as in air-cargo 2.5.
 */
export function bagLabelDigits({ waybill, piece }: Pick<BagLabel, 'waybill' | 'piece'>): string {
  if (!Number.isInteger(piece) || piece < 1 || piece > MAX_PIECE) throw new RangeError('a piece number of more than four digits');
  const { prefix, serial } = waybillParts(waybill);
  return `${prefix}${serial}${FILLER}${String(piece).padStart(4, '0')}`;
}

/** The cargo label of one piece, 102 x 85 mm. Source: IATA Resolution 606, as in air-cargo 2.5. */
export function bagLabel(bag: BagLabel, assets: Assets): Label {
  const { carrier, waybill, origin, destination, piece, pieces, grossWeightG, house = '' } = bag;
  const digits = bagLabelDigits(bag);
  const values: Record<Id, string> = {
    airline: carrierName(carrier),
    digits,
    waybill,
    destination,
    pieces: String(pieces),
    origin,
    piece: String(piece),
    weight: grossWeightG === undefined ? '' : kilograms(grossWeightG),
    house,
    bag: bag.bag,
  };
  return labelOf(assets.template<LabelForm<Id>>('labels/bag'), values, digits, assets);
}
