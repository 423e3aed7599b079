import { airport } from '../../../domain/codes/airports.js';
import type { Flight } from '../../../domain/flight.js';
import { weightText } from '../../cargo-message/weight.js';
import { cubicMetres } from '../../kit/volume.js';
import type { MasterWaybill, WholeFlight } from '../../subjects.js';
import { dayMonth, dayMonthTime } from '../dates.js';
import { code, figure, text, unwritable } from '../element.js';
import { flightNumber } from '../flight-number.js';
import { lengthOf, MESSAGE_LIMIT, packed } from '../message.js';
import { numberAndRoute, PIECES } from '../waybill-line.js';

type Leg = WholeFlight['legs'][number];

/** What the messages of one manifest are counted to. */
const MESSAGES = 99;
const VOLUME = 9;
const GOODS = 15;
/** Both words that end a message are as long. */
const [LAST, CONTINUED] = ['LAST', 'CONT'];

/**
 * A flight's cargo as FFM/8: one manifest, whose messages are numbered through and say whether another follows. Each leg begins with
 * a message of its own, so that a station can be sent what is unloaded there; a leg that is too long goes on in the next message, under its
 * point of unloading. All of it is loose cargo, whole waybills: nothing is known of load units.
 *
 * Errors: `validation-failed` for a number that is too long, or for more than 99 messages.
 * Source: formats/dictionary/FFM.md.
 */
export function ffmMessages({ flight, legs }: WholeFlight, goods: string): string[][] {
  const longestHead = ['FFM/8', flightLine(flight, legs, MESSAGES)];
  const bodies = legs.flatMap((leg) => {
    const unloading = unloadingLine(flight, leg);
    const room = MESSAGE_LIMIT - lengthOf([...longestHead, unloading, LAST]);
    const blocks = leg.waybills.map((waybill) => [waybillLine(waybill, goods)]);
    const messages = blocks.length === 0 ? [[]] : packed(blocks, room);
    return messages.map((lines) => [unloading, ...lines]);
  });
  if (bodies.length > MESSAGES) throw unwritable('FFM', `more than ${MESSAGES} messages`);
  return bodies.map((lines, index) => [
    'FFM/8',
    flightLine(flight, legs, index + 1),
    ...lines,
    index + 1 === bodies.length ? LAST : CONTINUED,
  ]);
}

/** The first arrival is known where the flight goes to one airport only; it stands behind the aircraft, and not without it. */
function flightLine(flight: Flight, legs: readonly Leg[], sequence: number): string {
  const { date, origin, departsAt, aircraft } = flight;
  const departs = departsAt?.startsWith(date) ? dayMonthTime(departsAt) : dayMonth(date);
  const elements = [String(sequence), flightNumber(flight), departs, code('FFM origin', origin, /^[A-Z]{3}$/)];
  if (aircraft === undefined) return elements.join('/');
  const [{ destination } = { destination: '' }, ...others] = legs;
  const country = airport(destination)?.country;
  const arrives = others.length === 0 && destination === flight.destination ? flight.arrivesAt : undefined;
  const arrival = country === undefined || arrives === undefined ? [] : [country, dayMonthTime(arrives), destination];
  return [...elements, code('FFM aircraft', aircraft, /^[A-Z0-9-]{1,10}$/), ...arrival].join('/');
}

function unloadingLine(flight: Flight, { destination, waybills }: Leg): string {
  const arrives = destination === flight.destination ? flight.arrivesAt : undefined;
  const place = code('FFM destination', destination, /^[A-Z]{3}$/);
  const nil = waybills.length === 0 ? '/NIL' : '';
  if (arrives === undefined) return `${place}${nil}`;
  return `${place}${nil === '' ? '/' : nil}/${dayMonthTime(arrives)}`;
}

/**
 * A whole waybill. Where no dimensions were reported the line has no volume, and neither has XFFM: an estimate would be taken for one.
 * The dictionary's pattern has one on every line, as lines met in traffic do; in the grammar of the message volume and density are both
 * optional. Special handling codes follow no waybill: see `fwb-message.ts`.
 */
function waybillLine(waybill: MasterWaybill, goods: string): string {
  const { pieces, grossWeightG, volumeCm3 } = waybill;
  const volume = cubicMetres(volumeCm3);
  const capacity = volume === undefined ? '' : `MC${figure('FFM volume', volume, VOLUME)}`;
  const quantity = `T${figure('FFM pieces', String(pieces), PIECES)}K${weightText(grossWeightG)}${capacity}`;
  return `${numberAndRoute(waybill)}/${quantity}/${text('FFM goods', goods, GOODS)}`;
}
