// Consignments as rows of the ordinary stack's two tables, and back.

/** Rows of `bench_consignment` and `bench_goods`; ids run from `firstId`. */
export function rowsOf(consignments, flight, firstId = 1) {
  const goods = [];
  const rows = consignments.map((consignment, sequence) => {
    const id = BigInt(firstId + sequence);
    for (const [line, item] of consignment.goods.entries()) goods.push(goodsRow(item, id, line));
    return { id, flight, sequence, ...consignmentRow(consignment) };
  });
  return { rows, goods };
}

function consignmentRow(c) {
  const { consignor, consignee, shop = {}, dimensionsCm = {} } = c;
  const { identityDocument = {}, address } = consignee;
  return {
    houseWaybill: c.houseWaybill,
    bag: c.bag,
    pieces: c.pieces,
    grossWeightKg: c.grossWeightKg,
    length: dimensionsCm.length,
    width: dimensionsCm.width,
    height: dimensionsCm.height,
    destination: c.destination,
    orderNumber: c.orderNumber,
    shopName: shop.name,
    shopCountry: shop.country,
    shopUrl: shop.url,
    consignorName: consignor.name,
    consignorCountry: consignor.country,
    consignorCity: consignor.city,
    consignorStreet: consignor.street,
    consignorPostcode: consignor.postcode,
    consigneeKind: consignee.kind,
    name: consignee.name,
    lastName: consignee.lastName,
    firstName: consignee.firstName,
    middleName: consignee.middleName,
    inn: consignee.inn,
    kpp: consignee.kpp,
    ogrn: consignee.ogrn,
    birthDate: consignee.birthDate,
    phone: consignee.phone,
    email: consignee.email,
    documentKind: identityDocument.kind,
    documentSeries: identityDocument.series,
    documentNumber: identityDocument.number,
    documentIssuedOn: identityDocument.issuedOn,
    documentIssuedBy: identityDocument.issuedBy,
    documentIssuer: identityDocument.issuerCode,
    ...address,
  };
}

const goodsRow = ({ value, ...item }, consignmentId, line) => ({
  consignmentId,
  line,
  ...item,
  amount: value.amount,
  currency: value.currency,
});

/** A consignment as a manifest has it, from its row with its goods; members that are null are left out. */
export function consignmentOf(row) {
  const isPerson = row.consigneeKind === 'individual';
  const address = pick(row, ['country', 'postcode', 'region', 'city', 'street', 'house', 'apartment']);
  const person = { ...pick(row, ['lastName', 'firstName', 'middleName', 'inn', 'birthDate']), identityDocument: identityOf(row) };
  const firm = pick(row, ['name', 'inn', 'kpp', 'ogrn']);
  return present({
    ...pick(row, ['houseWaybill', 'bag', 'pieces', 'destination', 'orderNumber']),
    grossWeightKg: row.grossWeightKg.toFixed(3),
    dimensionsCm: row.length === null ? undefined : pick(row, ['length', 'width', 'height']),
    consignor: present({
      name: row.consignorName,
      country: row.consignorCountry,
      city: row.consignorCity,
      street: row.consignorStreet,
      postcode: row.consignorPostcode,
    }),
    consignee: present({ kind: row.consigneeKind, ...(isPerson ? person : firm), ...pick(row, ['phone', 'email']), address }),
    shop: row.shopName === null ? undefined : present({ name: row.shopName, country: row.shopCountry, url: row.shopUrl }),
    goods: row.goods.map(goodsOf),
  });
}

const identityOf = (row) =>
  row.documentKind === null
    ? undefined
    : present({
        kind: row.documentKind,
        series: row.documentSeries,
        number: row.documentNumber,
        issuedOn: row.documentIssuedOn,
        issuedBy: row.documentIssuedBy,
        issuerCode: row.documentIssuer,
      });

const goodsOf = (row) =>
  present({
    ...pick(row, ['description', 'descriptionEn', 'commodityCode', 'quantity', 'unit', 'url', 'originCountry', 'brand']),
    grossWeightKg: row.grossWeightKg.toFixed(3),
    netWeightKg: row.netWeightKg?.toFixed(3),
    value: { amount: row.amount.toFixed(2), currency: row.currency },
  });

const pick = (row, names) => present(Object.fromEntries(names.map((name) => [name, row[name]])));

function present(members) {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== null));
}
