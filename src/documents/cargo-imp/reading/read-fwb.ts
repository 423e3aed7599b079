import { gramsOf, hundredthsOf, LineReader } from './line-reader.js';
import { type ReadParty, readBareParty, readCustomsLines, readNamedParty } from './read-party.js';

export interface ReadFwb {
  version: number;
  number: string;
  origin: string;
  destination: string;
  pieces: number;
  grossWeightG: number;
  volume: string | undefined;
  flight: string;
  day: string;
  routing: string;
  shipper: ReadParty;
  consignee: ReadParty;
  agent: { account: string; code: string; office: string | undefined; name: string; place: string };
  requests: string[];
  accounting: string[];
  /** Currency, charges code, prepaid or collect, and the three values. */
  declarations: (string | undefined)[];
  rating: {
    pieces: number;
    grossWeightG: number;
    rateClass: string;
    chargeable: string;
    rate?: string | undefined;
    total?: number | undefined;
  };
  goods: string[];
  ratedVolume: string | undefined;
  slac: number;
  other: { code: string; amount: number }[];
  prepaid: { weight: number; agent: number; carrier: number; total: number } | undefined;
  certified: string;
  executed: (string | undefined)[];
  reference: string;
  customs: string[];
}

const TEXT = '[A-Z0-9 .-]';
const GOODS_LINES = 12;
const GOODS = 20;

/** Errors: RangeError if it is no FWB of version 16 or 17. Source: formats/dictionary/FWB.md. */
export function readFwb(bytes: Uint8Array): ReadFwb {
  const lines = LineReader.open(bytes);
  const version = Number(lines.take(/FWB\/(16|17)/)[0]);
  const [number, origin, destination, pieces, weight, volume] = lines.take(
    /(\d{3}-\d{8})([A-Z]{3})([A-Z]{3})\/T(\d{1,4})K([\d.]{1,7})(?:MC([\d.]{1,9}))?/,
  );
  const [flight, day] = lines.take(/FLT\/([A-Z0-9]{2}\d{3,4}[A-Z]?)\/(\d{2})/);
  const [routing] = lines.take(/RTG\/([A-Z]{3}[A-Z0-9]{2})/);
  const party = (identifier: string) => (version === 17 ? readNamedParty(lines, identifier) : readBareParty(lines, identifier, false));
  const [shipper, consignee] = [party('SHP'), party('CNE')];
  const [account, code, office] = lines.take(new RegExp(`AGT/(${TEXT}{0,14})/(\\d{7})(?:/(\\d{4}))?`));
  const [[agentName], [agentPlace]] = [lines.take(new RegExp(`/(${TEXT}{1,35})`)), lines.take(new RegExp(`/(${TEXT}{1,17})`))];
  const requests = lines.many(new RegExp(`SSR/(${TEXT}{1,65})`), new RegExp(`/(${TEXT}{1,65})`), 4);
  const accounting = lines.many(new RegExp(`ACC/GEN/(${TEXT}{1,34})`), new RegExp(`/GEN/(${TEXT}{1,34})`), 7);
  const declarations = lines.take(/CVD\/([A-Z]{3})\/([A-Z]{2})?\/([PC]{2})?\/(NVD|[\d.]{1,12})\/(NCV|[\d.]{1,12})\/(XXX|[\d.]{1,11})/);
  const rated = readRating(lines);
  const other = readOther(lines);
  const prepaid = readPrepaid(lines);
  const [certified] = lines.take(new RegExp(`CER/(${TEXT}{1,20})`));
  const executed = lines.take(new RegExp(`ISU/(\\d{2}[A-Z]{3}\\d{2})/(${TEXT}{1,17})/(${TEXT}{1,20})`));
  const [reference] = lines.take(new RegExp(`REF//(${TEXT}{1,15})`));
  const customs = readCustomsLines(lines);
  lines.end();
  return {
    version,
    number: number ?? '',
    origin: origin ?? '',
    destination: destination ?? '',
    pieces: Number(pieces),
    grossWeightG: gramsOf(weight),
    volume,
    flight: flight ?? '',
    day: day ?? '',
    routing: routing ?? '',
    shipper,
    consignee,
    agent: { account: account ?? '', code: code ?? '', office, name: agentName ?? '', place: agentPlace ?? '' },
    requests,
    accounting,
    declarations,
    ...rated,
    other,
    prepaid,
    certified: certified ?? '',
    executed,
    reference: reference ?? '',
    customs,
  };
}

/** The rating line is the first of its block; every further line has its number, twelve texts at most. */
function readRating(lines: LineReader): Pick<ReadFwb, 'rating' | 'goods' | 'ratedVolume' | 'slac'> {
  const [pieces, weight, rateClass, chargeable, rate, total] = lines.take(
    /RTD\/1\/P(\d{1,4})\/K([\d.]{1,7})\/C([A-Z])\/W([\d.]{1,7})(?:\/R([\d.]{1,8}))?(?:\/T([\d.]{1,12}))?/,
  );
  const goods: string[] = [];
  let [ratedVolume, slac]: (string | undefined)[] = [];
  let count = 1;
  for (let found = lines.maybe(detail(1)); found !== undefined; found = lines.maybe(detail(count))) {
    const [kind, value = ''] = found;
    if (kind === 'NC') goods.push(value);
    if (kind === 'NV') ratedVolume = value;
    if (kind === 'NS') slac = value;
    count += 1;
  }
  if (count - 1 > GOODS_LINES) throw lines.fault(`follows more than ${GOODS_LINES} lines of goods`);
  if (slac === undefined || !/^\d{1,5}$/.test(slac)) throw lines.fault('follows no SLAC count of five digits');
  if (goods.some((line) => line.length > GOODS)) throw lines.fault(`follows goods of more than ${GOODS} characters`);
  return {
    rating: {
      pieces: Number(pieces),
      grossWeightG: gramsOf(weight),
      rateClass: rateClass ?? '',
      chargeable: chargeable ?? '',
      rate,
      total: total === undefined ? undefined : hundredthsOf(total),
    },
    goods,
    ratedVolume: ratedVolume?.replace(/^MC/, ''),
    slac: Number(slac),
  };
}

const detail = (count: number): RegExp => new RegExp(`${count === 1 ? '' : `/${count}`}/(NC|NV|NS)/([A-Z0-9 .-]+)`);

function readOther(lines: LineReader): ReadFwb['other'] {
  const found = lines.many(/OTH\/P\/((?:[A-Z]{2}[AC][\d.]{1,12}){1,3})/, /\/P\/((?:[A-Z]{2}[AC][\d.]{1,12}){1,3})/, 99);
  return found.flatMap((line) =>
    [...line.matchAll(/([A-Z]{3})([\d.]+)/g)].map(([, code, amount]) => ({ code, amount: hundredthsOf(amount) })),
  );
}

function readPrepaid(lines: LineReader): ReadFwb['prepaid'] {
  const first = lines.maybe(/PPD\/WT([\d.]{1,12})/);
  if (first === undefined) return undefined;
  const [agent = '0.00', carrier = '0.00', total] = lines.take(/(?:\/OA([\d.]{1,12}))?(?:\/OC([\d.]{1,12}))?\/CT([\d.]{1,12})/);
  return { weight: hundredthsOf(first[0]), agent: hundredthsOf(agent), carrier: hundredthsOf(carrier), total: hundredthsOf(total) };
}
