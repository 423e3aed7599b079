#!/usr/bin/env node
import { createWriteStream } from 'node:fs';
import { argv, stdout } from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Drawing, firmInn, firmOgrn, personInn } from './sample/drawing.mjs';
import { brands, dearGoods, goods, heavyGoods, tradeGoods, variantOf } from './sample/goods.mjs';
import { firmWords, personName } from './sample/people.mjs';
import { consignors, places, shops, streets } from './sample/places.mjs';

/**
 * An invented flight of any size: the same for the same seed, each consignment valid by itself. People, firms, documents and
 * numbers are made up; streets, cities and kinds of goods are those of the trade.
 */

const YUAN_TO = { CNY: 1, USD: 7.1, EUR: 8.2 };

/**
 * Everything of a manifest but its consignments.
 *
 * `date` is the flight's day. Only the head names it, so that a stored sample flies on any day once its head is written anew.
 */
export function manifestHead({ date, carrier = '4B', number = '8101', origin = 'HGH', destination = 'SVO', revision = 1 }) {
  return {
    manifestId: `${origin}-${carrier}${number}-${date}`,
    revision,
    channel: 'express',
    flight: {
      carrier,
      number,
      date,
      origin,
      destination,
      departsAt: `${date}T14:30:00+08:00`,
      arrivesAt: `${date}T18:50:00+03:00`,
      aircraft: 'RA-00000',
    },
  };
}

/**
 * Consignments of a flight, one after another, in the order of arrival at the warehouse.
 *
 * `seed` draws another flight, `number` stands in the bags' names, `companies` is one firm in how many consignments, `first` the
 * running number of the first house waybill, for flights that must not share any.
 */
export function* consignments(count, { seed = 1, number = '8101', origin = 'HGH', companies = 12, first = 675_043_231 } = {}) {
  const draw = new Drawing(seed);
  const firms = Array.from({ length: 60 }, () => firm(draw));
  const bags = new Map();
  for (let index = 0; index < count; index++) {
    const serial = first + index;
    const isFirm = draw.oneIn(companies);
    const consignee = isFirm ? draw.from(firms) : person(draw);
    const shop = draw.from(shops);
    const lines = goodsOf(draw, isFirm, shop, serial);
    const grossG = lines.reduce((sum, line) => sum + line.grossG, 0);
    const { airport, ...party } = consignee;
    const bag = grossG > 9_000 || draw.oneIn(120) ? undefined : bagFor(draw, bags, airport, grossG, `${origin}${airport}${number}`);
    yield {
      houseWaybill: `LP${String(serial).padStart(11, '0')}${String((serial * 389) % 1_000).padStart(3, '0')}`,
      ...(bag === undefined ? {} : { bag }),
      pieces: draw.oneIn(90) ? 2 : 1,
      grossWeightKg: decimal(grossG, 3),
      ...(draw.oneIn(10) ? {} : { dimensionsCm: dimensions(draw, grossG) }),
      destination: airport,
      consignor: draw.from(consignors),
      consignee: party,
      shop,
      orderNumber: `8141${String(serial * 7).padStart(12, '0')}`,
      goods: lines.map(({ grossG: lineG, ...line }) => line),
    };
  }
}

function person(draw) {
  const place = draw.from(places);
  const { mailbox, ...name } = personName(draw);
  const birthYear = draw.between(1958, 2004);
  const issueYear = draw.between(Math.max(2005, birthYear + 15), 2023);
  return {
    airport: place.airport,
    kind: 'individual',
    ...name,
    inn: personInn(draw, place.regionCode),
    birthDate: draw.day(birthYear, birthYear),
    identityDocument: {
      kind: 'RU01001',
      series: place.passportRegion + String(issueYear).slice(2),
      number: String(draw.between(1, 999_999)).padStart(6, '0'),
      issuedOn: draw.day(issueYear, issueYear),
      issuedBy: `ОВД «Образцовый» г. ${place.city}`,
      issuerCode: `${place.regionCode}0-${String(draw.between(1, 99)).padStart(3, '0')}`,
    },
    phone: phone(draw),
    ...(draw.oneIn(5) ? {} : { email: `${mailbox}${draw.between(1, 999)}@example.${draw.oneIn(2) ? 'com' : 'org'}` }),
    address: { ...address(draw, place), ...(draw.oneIn(6) ? {} : { apartment: String(draw.between(1, 320)) }) },
  };
}

function firm(draw) {
  const place = draw.from(places);
  const inn = firmInn(draw, place.regionCode);
  return {
    airport: place.airport,
    kind: 'company',
    name: `ООО «Пример ${draw.from(firmWords)}»`,
    inn,
    kpp: `${inn.slice(0, 4)}01001`,
    ogrn: firmOgrn(draw, place.regionCode),
    phone: phone(draw),
    email: `zakupki${draw.between(1, 999)}@example.com`,
    address: address(draw, place),
  };
}

const phone = (draw) => `+7900000${draw.digits(4)}`;

function address(draw, { city, region, postcode }) {
  const house = String(draw.low(1, 140));
  const part = draw.oneIn(6) ? ` корп. ${draw.between(1, 5)}` : draw.oneIn(12) ? draw.from(['А', 'Б']) : '';
  return { country: 'RU', postcode: postcode + draw.digits(3), region, city, street: draw.from(streets), house: house + part };
}

/** One to three lines; a firm orders more of each, but never for a thousand euros. */
function goodsOf(draw, isFirm, shop, serial) {
  const lines = [];
  const currency = draw.oneIn(12) ? 'USD' : draw.oneIn(30) ? 'EUR' : 'CNY';
  const special = isFirm ? undefined : draw.oneIn(500) ? heavyGoods : draw.oneIn(25) ? dearGoods : undefined;
  const count = special === undefined ? draw.low(1, 3) : 1;
  for (let line = 1; line <= count; line++) {
    const item = special === undefined ? draw.lowOf(isFirm ? tradeGoods : goods) : draw.from(special);
    const quantity = isFirm ? draw.low(1, 20) : special === undefined && draw.oneIn(5) ? draw.between(2, 4) : 1;
    const netG = draw.between(item.minG, item.maxG) * quantity;
    const yuan = Math.min(draw.low(item.minYuan * 100, item.maxYuan * 100) * quantity, isFirm ? 180_000 : Number.POSITIVE_INFINITY);
    const variant = variantOf(item, draw);
    lines.push({
      description: `${item.description}, ${variant.ru}`,
      descriptionEn: `${item.descriptionEn}, ${variant.en}`,
      commodityCode: item.commodityCode,
      quantity: String(quantity),
      unit: item.unit,
      grossWeightKg: '',
      netWeightKg: decimal(netG, 3),
      value: { amount: decimal(Math.max(1, Math.round(yuan / YUAN_TO[currency])), 2), currency },
      url: `${shop.url}/item/${serial}${line}.html`,
      originCountry: 'CN',
      brand: draw.from(brands),
      grossG: netG + draw.between(4, 20) + Math.round(netG / draw.between(12, 30)),
    });
  }
  for (const line of lines) line.grossWeightKg = decimal(line.grossG, 3);
  return lines;
}

/** The bag being filled for an airport; a new one when it has its 15 to 20 kilograms. */
function bagFor(draw, bags, airport, grossG, prefix) {
  let bag = bags.get(airport);
  if (bag === undefined || bag.grossG + grossG > bag.limitG) {
    bag = { count: (bag?.count ?? 0) + 1, grossG: 0, limitG: draw.between(15_000, 20_000) };
    bags.set(airport, bag);
  }
  bag.grossG += grossG;
  return `${prefix}${String(bag.count).padStart(5, '0')}`;
}

/** A package of two to six cubic centimetres a gram, in whole centimetres. */
function dimensions(draw, grossG) {
  const edge = Math.cbrt(grossG * draw.between(2, 6));
  const centimetres = (share) => String(Math.max(1, Math.round(edge * share)));
  return { length: centimetres(1.5), width: centimetres(1), height: centimetres(0.67) };
}

/** A whole number of 10^-places as decimal text. */
function decimal(value, places_) {
  const digits = String(value).padStart(places_ + 1, '0');
  return `${digits.slice(0, -places_)}.${digits.slice(-places_)}`;
}

/** The manifest as JSON text in parts: the head first, then one consignment a line. */
export function* manifestText(head, items) {
  yield `${JSON.stringify(head).slice(0, -1)},"consignments":[\n`;
  let separator = '';
  for (const item of items) {
    yield separator + JSON.stringify(item);
    separator = ',\n';
  }
  yield '\n]}\n';
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      consignments: { type: 'string', default: '1600' },
      date: { type: 'string' },
      number: { type: 'string', default: '8101' },
      seed: { type: 'string', default: '1' },
      first: { type: 'string', default: '675043231' },
      out: { type: 'string' },
    },
  });
  if (!/^\d{4}-\d\d-\d\d$/.test(values.date ?? '')) {
    console.error(
      'usage: node scripts/make-sample.mjs --date YYYY-MM-DD [--consignments 1600] [--number 8101] [--seed 1] [--first 675043231] [--out FILE]',
    );
    process.exit(2);
  }
  const head = manifestHead({ date: values.date, number: values.number });
  const items = consignments(Number(values.consignments), {
    seed: Number(values.seed),
    number: values.number,
    first: Number(values.first),
  });
  await pipeline(Readable.from(manifestText(head, items)), values.out === undefined ? stdout : createWriteStream(values.out));
}
