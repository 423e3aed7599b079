import { consolidationOfHouses, flightOf } from '../../../test/cargo-imp/subjects.js';
import { chargedWaybill } from '../../../test/fixtures/subjects.js';
import { ffm } from '../../documents/cargo-imp/ffm/ffm.js';
import { fhl } from '../../documents/cargo-imp/fhl/fhl.js';
import { fwb } from '../../documents/cargo-imp/fwb/fwb.js';
import { statedFlight, statedHouses, statedWaybill } from '../../documents/cargo-imp/message-figures.js';
import type { MessageFigures } from '../../documents/figures.js';
import { loadAssets } from '../assets.js';
import { CheckFailed } from './check-failed.js';
import { checkMessages } from './check-message.js';

const assets = loadAssets();
const consolidation = consolidationOfHouses(400);
const flight = flightOf({ SVO: 3, SVX: 1 });

const texts = (made: readonly { bytes: Uint8Array }[]) => made.map(({ bytes }) => Buffer.from(bytes).toString());
const waybill = texts(fwb.render(chargedWaybill, assets));
const houses = texts(fhl.render(consolidation, assets));
const manifest = texts(ffm.render(flight, assets));

const check = (messages: readonly string[], figures: MessageFigures) =>
  checkMessages(
    messages.map((message) => Buffer.from(message)),
    figures,
  );
/** One message altered. */
const at = (messages: readonly string[], index: number, change: (message: string) => string) =>
  messages.map((message, i) => (i === index ? change(message) : message));

describe('messages as they were made', () => {
  it('pass, each with its part of the numbers', () => {
    expect(check(waybill, statedWaybill(chargedWaybill))).toEqual([{ parser: 'cargo-imp', numbers: 1, totals: 5 }]);
    const parts = check(houses, statedHouses(consolidation));
    expect(parts.length).toBeGreaterThan(5);
    expect(parts.reduce((sum, { numbers }) => sum + numbers, 0)).toBe(400);
    expect(check(manifest, statedFlight(flight)).map(({ numbers }) => numbers)).toEqual([3, 1]);
  });

  it.each(['16', '17'] as const)('pass for FWB/%s', (version) => {
    expect(check(texts(fwb.render(chargedWaybill, assets, version)), statedWaybill(chargedWaybill))).toHaveLength(1);
  });

  it.each(['4', '5'] as const)('pass for FHL/%s', (version) => {
    expect(check(texts(fhl.render(consolidation, assets, version)), statedHouses(consolidation)).length).toBeGreaterThan(5);
  });
});

describe('messages that are not what was planned', () => {
  const house = /HBS\/4B81011XW399\/[\s\S]*$/;
  it.each<[string, () => unknown, RegExp, number]>([
    [
      'a weight',
      () =>
        check(
          at(waybill, 0, (text) => text.replace('K9000.0', 'K9001.0')),
          statedWaybill(chargedWaybill),
        ),
      /^weight is/,
      0,
    ],
    [
      'a rated weight',
      () =>
        check(
          at(waybill, 0, (text) => text.replace('/K9000.0/', '/K9000.1/')),
          statedWaybill(chargedWaybill),
        ),
      /^rated weight is/,
      0,
    ],
    [
      'a SLAC count',
      () =>
        check(
          at(waybill, 0, (text) => text.replace('NS/5960', 'NS/5961')),
          statedWaybill(chargedWaybill),
        ),
      /^SLAC is/,
      0,
    ],
    [
      'a number',
      () =>
        check(
          at(waybill, 0, (text) => text.replace('210-10020032', '210-10020043')),
          statedWaybill(chargedWaybill),
        ),
      /^number 1 of 1/,
      0,
    ],
    [
      'the total of a later part',
      () =>
        check(
          at(houses, 2, (text) => text.replace(/T\d+K/, 'T1K')),
          statedHouses(consolidation),
        ),
      /^pieces is another/,
      2,
    ],
    [
      'the weight of one house',
      () =>
        check(
          at(houses, 3, (text) => text.replace(/\/K\d/, '/K9')),
          statedHouses(consolidation),
        ),
      /^the sum of house weight/,
      0,
    ],
    [
      'the last house',
      () =>
        check(
          at(houses, houses.length - 1, (text) => text.replace(house, '')),
          statedHouses(consolidation),
        ),
      /^number 400 of 400/,
      0,
    ],
    ['a whole part', () => check(houses.slice(1), statedHouses(consolidation)), /^number 1 of 400/, 0],
    [
      'pieces of a waybill',
      () =>
        check(
          at(manifest, 0, (text) => text.replace('/T10K', '/T11K')),
          statedFlight(flight),
        ),
      /^the sum of pieces/,
      0,
    ],
    [
      'a character',
      () =>
        check(
          at(manifest, 1, (text) => text.replace('SVX', 'SVx')),
          statedFlight(flight),
        ),
      /of the set$/,
      1,
    ],
    [
      'a line that is missing',
      () =>
        check(
          at(waybill, 0, (text) => text.replace(/FLT.*\r\n/, '')),
          statedWaybill(chargedWaybill),
        ),
      /^line 3 /,
      0,
    ],
  ])('fail by %s', (_, alter, words, part) => {
    expect(alter).toThrow(CheckFailed);
    expect(alter).toThrow(words);
    expect(alter).toThrow(expect.objectContaining({ part }));
  });
});
