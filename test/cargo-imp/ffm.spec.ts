import { ffm } from '../../src/documents/cargo-imp/ffm/ffm.js';
import { ffmMessages } from '../../src/documents/cargo-imp/ffm/ffm-message.js';
import { messageBytes } from '../../src/documents/cargo-imp/message.js';
import { type ReadFfm, readFfm } from '../../src/documents/cargo-imp/reading/read-ffm.js';
import type { WholeFlight } from '../../src/documents/subjects.js';
import { DomainError } from '../../src/domain/problem.js';
import { loadAssets } from '../../src/publish/assets.js';
import { flightOf } from './subjects.js';

const read = (flight: WholeFlight): ReadFfm[] => ffmMessages(flight, 'Consolidation').map((lines) => readFfm(messageBytes(lines)));

describe('FFM/8', () => {
  it('says what the flight says', () => {
    const flight = flightOf({ SVO: 2 });
    const [message, ...others] = read(flight);
    expect(others).toEqual([]);
    expect(message).toEqual({
      sequence: 1,
      flight: '4B8101',
      departs: '22NOV1430',
      origin: 'HGH',
      aircraft: 'RA-64999',
      firstArrival: ['RU', '22NOV1850', 'SVO'],
      isLast: true,
      unloading: [
        {
          airport: 'SVO',
          isNil: false,
          arrives: '22NOV1850',
          waybills: flight.legs[0].waybills.map(({ number, pieces, grossWeightG }, index) => ({
            number,
            route: 'HGHSVO',
            pieces,
            grossWeightG,
            volume: index === 0 ? '0.60' : '0.61',
            goods: 'CONSOLIDATION',
          })),
        },
      ],
    });
  });

  it.each([1, 3, 400])('numbers the messages of %i waybills a leg through, each leg from a message of its own on', (count) => {
    const flight = flightOf({ SVO: count, SVX: 1 });
    const messages = read(flight);
    expect(messages.map(({ sequence }) => sequence)).toEqual(messages.map((_, index) => index + 1));
    expect(messages.map(({ isLast }) => isLast)).toEqual(messages.map((_, index) => index === messages.length - 1));
    for (const { unloading } of messages) expect(unloading).toHaveLength(1);
    const points = messages.map(({ unloading }) => unloading[0]);
    const found = points.flatMap(({ airport, waybills }) =>
      waybills.map(({ number, pieces, grossWeightG }) => [airport, number, pieces, grossWeightG]),
    );
    expect(found).toEqual(
      flight.legs.flatMap(({ destination, waybills }) =>
        waybills.map(({ number, pieces, grossWeightG }) => [destination, number, pieces, grossWeightG]),
      ),
    );
    expect(points.at(-1)).toMatchObject({ airport: 'SVX', arrives: undefined });
    expect(messages[0].firstArrival).toBeUndefined();
  });

  it('says nothing of a volume that nobody has reported', () => {
    const flight = flightOf({ SVO: 1 });
    const [leg] = flight.legs;
    const waybills = [{ ...leg.waybills[0], grossWeightG: 100_000, volumeCm3: 0 }];
    expect(read({ ...flight, legs: [{ ...leg, waybills }] })[0].unloading[0].waybills[0]).toMatchObject({
      grossWeightG: 100_000,
      volume: undefined,
    });
  });

  it('says nothing of times and aircraft that are not known', () => {
    const flight = flightOf({ SVO: 1 });
    const { departsAt: _, arrivesAt: __, aircraft: ___, ...known } = flight.flight;
    const [message] = read({ ...flight, flight: known });
    expect(message).toMatchObject({ departs: '22NOV', aircraft: undefined, firstArrival: undefined });
    expect(message.unloading[0].arrives).toBeUndefined();
  });

  it('says that nothing is unloaded', () => {
    expect(read(flightOf({ SVO: 0 }))[0].unloading).toEqual([{ airport: 'SVO', isNil: true, arrives: '22NOV1850', waybills: [] }]);
  });

  it('ends at 99 messages', () => {
    expect(() => read(flightOf({ SVO: 7_000 }))).toThrow(DomainError);
  });
});

describe('the document type', () => {
  it('names the messages of a flight by their numbers', () => {
    const made = ffm.render(flightOf({ SVO: 2, SVX: 1 }), loadAssets());
    expect(made.map(({ subject }) => subject)).toEqual(['4B8101-20261122-HGH-1', '4B8101-20261122-HGH-2']);
    expect(made.map(({ bytes }) => readFfm(bytes).sequence)).toEqual([1, 2]);
  });

  it('names a single message by its flight', () => {
    expect(ffm.render(flightOf({ SVO: 2 }), loadAssets()).map(({ subject }) => subject)).toEqual([undefined]);
  });
});
