/** A manifest with one consignment: the example of the API's documents. Persons and firms are invented. */
export const manifestExample = {
  manifestId: 'CN-HGH-20261122-01',
  revision: 1,
  channel: 'express',
  flight: {
    carrier: '4B',
    number: '8101',
    date: '2026-11-22',
    origin: 'HGH',
    destination: 'SVO',
    departsAt: '2026-11-22T14:30:00+08:00',
    arrivesAt: '2026-11-22T18:50:00+03:00',
    aircraft: 'RA-64024',
  },
  consignments: [
    {
      houseWaybill: 'LP00675043231560',
      bag: 'HGHSVO2611220017',
      pieces: 1,
      grossWeightKg: '0.432',
      dimensionsCm: { length: '24', width: '16', height: '6' },
      destination: 'SVX',
      consignor: {
        name: 'HANGZHOU SAMPLE TRADING CO., LTD',
        country: 'CN',
        city: 'HANGZHOU',
        street: 'WUCHANG AVENUE 969',
        postcode: '311121',
      },
      consignee: {
        kind: 'individual',
        lastName: 'Иванова',
        firstName: 'Анна',
        middleName: 'Сергеевна',
        inn: '500100732259',
        birthDate: '1985-02-03',
        identityDocument: {
          kind: 'RU01001',
          series: '4509',
          number: '123456',
          issuedOn: '2015-03-02',
          issuedBy: 'ОВД Тестовый',
          issuerCode: '770-001',
        },
        phone: '+79161234567',
        email: 'anna@example.com',
        address: {
          country: 'RU',
          postcode: '101000',
          region: 'Москва',
          city: 'Москва',
          street: 'ул. Мясницкая',
          house: '10',
          apartment: '5',
        },
      },
      shop: { name: 'AliExpress', country: 'CN', url: 'https://aliexpress.com' },
      orderNumber: '8141122334455667',
      goods: [
        {
          description: 'Чехол для телефона',
          descriptionEn: 'Phone case',
          commodityCode: '3926909709',
          quantity: '1',
          unit: '796',
          grossWeightKg: '0.432',
          netWeightKg: '0.400',
          value: { amount: '35.00', currency: 'CNY' },
          url: 'https://aliexpress.com/item/1005006.html',
          originCountry: 'CN',
          brand: 'NO BRAND',
        },
      ],
    },
  ],
};

/** The example for a flight of another day, `YYYY-MM-DD`. */
export function manifestExampleOn(day: string): typeof manifestExample {
  const { flight } = manifestExample;
  const onDay = (instant: string) => instant.replace(flight.date, day);
  return {
    ...manifestExample,
    manifestId: manifestExample.manifestId.replace(flight.date.replaceAll('-', ''), day.replaceAll('-', '')),
    flight: { ...flight, date: day, departsAt: onDay(flight.departsAt), arrivesAt: onDay(flight.arrivesAt) },
  };
}
