// Consignments with one fault each, which every side of the check must find.
const FAULTS = {
  'no house waybill': (c) => delete c.houseWaybill,
  'house waybill with a blank': (c) => (c.houseWaybill = 'LP 0001'),
  'unknown member': (c) => (c.colour = 'red'),
  'pieces as text': (c) => (c.pieces = '1'),
  'no pieces at all': (c) => (c.pieces = 0),
  'weight of four decimals': (c) => (c.grossWeightKg = '1.2345'),
  'weight that is not the sum': (c) => (c.grossWeightKg = '99.999'),
  'consignor in Cyrillic': (c) => (c.consignor.name = 'Фабрика'),
  'country of one letter': (c) => (c.consignor.country = 'C'),
  'consignee of no kind': (c) => (c.consignee.kind = 'firm'),
  'no surname': (c) => delete c.consignee.lastName,
  'surname too long': (c) => (c.consignee.lastName = 'А'.repeat(200)),
  'tax number with a wrong check digit': (c) => (c.consignee.inn = '123456789012'),
  'city too long': (c) => (c.consignee.address.city = 'Г'.repeat(40)),
  'postcode of five digits': (c) => (c.consignee.address.postcode = '10100'),
  'passport of five digits': (c) => (c.consignee.identityDocument.number = '12345'),
  'mail address without @': (c) => (c.consignee.email = 'nobody'),
  'no goods': (c) => (c.goods = []),
  'goods as one object': (c) => (c.goods = c.goods[0]),
  'commodity code with a letter': (c) => (c.goods[0].commodityCode = '39269097A9'),
  'no description': (c) => delete c.goods[0].description,
  'amount of three decimals': (c) => (c.goods[0].value.amount = '1.234'),
  'currency of two letters': (c) => (c.goods[0].value.currency = 'CN'),
  'net above gross': (c) => (c.goods[0].netWeightKg = '999'),
  'line break in a description': (c) => (c.goods[0].description += '\n'),
  'Chinese letters in a street': (c) => (c.consignee.address.street = '南京路'),
  'invisible character in a name': (c) => (c.consignee.lastName += '\u200b'),
  'blank city': (c) => (c.consignee.address.city = '  '),
  'space behind a name': (c) => (c.consignor.name += ' '),
  'name of marks alone': (c) => (c.consignor.name = '***'),
  'no such country': (c) => (c.consignor.country = 'XX'),
  'no such currency': (c) => (c.goods[0].value.currency = 'ABC'),
  'no such unit': (c) => (c.goods[0].unit = '000'),
  'no such airport': (c) => (c.destination = 'QQQ'),
  'bag with a blank': (c) => (c.bag = 'BAG 1'),
  'phone without its country': (c) => (c.consignee.phone = '9000003005'),
  'commodity code of seven digits': (c) => (c.goods[0].commodityCode = '3926909'),
  'no weight at all': (c) => (c.goods[0].netWeightKg = '0.000'),
  'quantity with a leading zero': (c) => (c.goods[0].quantity = '01'),
  'day that does not exist': (c) => (c.consignee.birthDate = '1990-02-30'),
  'born in the future': (c) => (c.consignee.birthDate = '2990-02-01'),
  'passport of a child': (c) => (c.consignee.identityDocument.issuedOn = c.consignee.birthDate),
  'passport without a series': (c) => delete c.consignee.identityDocument.series,
  'issuer of another form': (c) => (c.consignee.identityDocument.issuerCode = '770016'),
  'names too long together': (c) => Object.assign(c.consignee, { lastName: 'А'.repeat(100), firstName: 'Б'.repeat(100) }),
  'no tax number': (c) => delete c.consignee.inn,
  'tax number of a firm': (c) => (c.consignee.inn = '7707083893'),
  'no identity document': (c) => delete c.consignee.identityDocument,
  'address of goods without a scheme': (c) => (c.goods[0].url = 'shop/item'),
};

/** Pairs of a fault's name and a copy of the consignment that has it. */
export function faulty(consignment) {
  return Object.entries(FAULTS).map(([name, spoil]) => {
    const copy = structuredClone(consignment);
    spoil(copy);
    return [name, copy];
  });
}
