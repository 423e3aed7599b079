import type { DeclarationKind } from '../domain/declaration.js';

const kindLetters: Record<DeclarationKind, string> = { ptdeg: 'P', dteg: 'D' };

/** What waybill slots of a destination begin with: `SVO-`. */
export const waybillPrefix = (destination: string): string => `${destination}-`;

/** What declaration slots of a waybill and kind begin with: `SVO-1-P`. */
export const declarationPrefix = (waybillSlot: string, kind: DeclarationKind): string => `${waybillSlot}-${kindLetters[kind]}`;

/** The running number of a slot with this prefix. */
export const runningNumber = (slot: string, prefix: string): number => Number(slot.slice(prefix.length));

/** Names new slots. A running number is one above all that the flight has ever used, so that none is given twice. */
export class SlotNumbers {
  readonly #highest = new Map<string, number>();

  constructor(used: Iterable<string>) {
    for (const slot of used) {
      const [digits] = /\d+$/.exec(slot) ?? [''];
      const prefix = slot.slice(0, slot.length - digits.length);
      this.#highest.set(prefix, Math.max(this.#highest.get(prefix) ?? 0, Number(digits)));
    }
  }

  next(prefix: string): string {
    const number = (this.#highest.get(prefix) ?? 0) + 1;
    this.#highest.set(prefix, number);
    return `${prefix}${number}`;
  }
}
