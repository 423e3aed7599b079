import { sampleConsignment } from '../../test/fixtures/declaration.js';
import type { PlacedConsignment } from '../store/plan.store.js';
import { PlacedRows } from './placed-rows.js';

const ROWS = 500;

const row: PlacedConsignment = {
  ordinal: 1,
  firstGoodsNumeric: 1,
  duty: { kopecks: 0, basis: 'none' },
  payments: undefined,
  consignment: sampleConsignment(0),
};

/** A store of declarations of 500 consignments each, which counts how often it was asked. */
function counting() {
  const asked: number[][] = [];
  const placed = async (_: number, declarations: readonly number[]) => {
    asked.push([...declarations]);
    return new Map(declarations.map((declaration) => [declaration, Array.from({ length: ROWS }, () => row)]));
  };
  return { asked, rows: new PlacedRows({ placed }, 1) };
}

describe('PlacedRows', () => {
  it('asks once for the rows of a waybill', async () => {
    const { asked, rows } = counting();
    await rows.of(0, [0]);
    await rows.of(0, [1]);
    expect(await rows.of(0, [0, 1, 2])).toHaveLength(3 * ROWS);
    expect(asked).toEqual([[0], [1], [2]]);
  });

  it('lets the rows of a waybill go when the next one begins, and holds none that come late', async () => {
    const { asked, rows } = counting();
    await rows.of(0, [0]);
    await rows.of(1, [2]);
    await rows.of(0, [0]);
    await rows.of(0, [0]);
    await rows.of(1, [2]);
    expect(asked).toEqual([[0], [2], [0], [0]]);
  });

  it('holds no more than one waybill of the usual size', async () => {
    const { asked, rows } = counting();
    for (let declaration = 0; declaration < 11; declaration += 1) await rows.of(0, [declaration]);
    await rows.of(0, [10]);
    await rows.of(0, [0]);
    expect(asked).toHaveLength(12);
  });
});
