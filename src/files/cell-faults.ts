import { say } from '../domain/wording/wording.js';
import { MAX_CELL } from './limits.js';
import type { CellFault } from './rows.js';

const none: readonly CellFault[] = [];

/** The fault of a cell that is longer than a text may be, if it is. */
export const longFault = (cell: string, column: number): readonly CellFault[] =>
  cell.length > MAX_CELL && [...cell].length > MAX_CELL
    ? [{ column, code: 'max_length', words: say('At most {0} characters', MAX_CELL) }]
    : none;
