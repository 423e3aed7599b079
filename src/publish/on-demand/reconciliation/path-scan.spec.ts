import { scanAll } from '../../../files/xml/xml-part.js';
import { declarationScan, houseManifestScan, type StatedHouse, waybillScan } from './document-figures.js';
import { PathScan } from './path-scan.js';

async function* bytes(xml: string, piece = 7) {
  const all = Buffer.from(xml);
  for (let at = 0; at < all.length; at += piece) yield all.subarray(at, at + piece);
}

describe('texts by their paths', () => {
  it('are those of the path alone, however the bytes come', async () => {
    const found: string[] = [];
    const scan = new PathScan({
      'a/b': (text) => found.push(`a/b ${text}`),
      b: (text) => found.push(`b ${text}`),
      a: () => found.push('a'),
    });
    await scanAll(bytes('<r:R xmlns:r="x"><r:a><r:b>1 &amp; 2</r:b><c><b>no</b></c></r:a><b>3</b><a/><R><b>no</b></R></r:R>'), scan);
    expect(found).toEqual(['a/b 1 & 2', 'a', 'b 3', 'a']);
  });
});

describe('figures of documents', () => {
  const weight = (name: string, kilograms: string) => `<${name}><GoodsQuantity>${kilograms}</GoodsQuantity></${name}>`;
  const value = (name: string, amount: string, currency: string) =>
    `<${name}><CurrencyQuantity>${amount}</CurrencyQuantity><CurrencyCode>${currency}</CurrencyCode></${name}>`;

  it('of a declaration are those of the invoice, of each house waybill and of all', async () => {
    const line = (amount: string, currency: string, roubles: string) =>
      `<GoodsItemDetails>${weight('GrossWeightQuantity', '9.9')}${value('CAValueAmount', amount, currency)}${value('CAValueAmount', roubles, 'RUB')}${value('CustomsCost', roubles, 'RUB')}</GoodsItemDetails>`;
    const house = `<HouseShipment><ObjectOrdinal>7</ObjectOrdinal><TransportDocumentDetails><PrDocumentNumber>210-10020032</PrDocumentNumber></TransportDocumentDetails>
      <HouseWaybillDetails><PrDocumentNumber>LP1</PrDocumentNumber></HouseWaybillDetails>${line('35.00', 'CNY', '393.21')}${line('10', 'RUB', '10.00')}
      ${weight('UnifiedGrossWeightQuantity', '0.432')}${value('CustomsCost', '403.21', 'RUB')}
      <WayBillPaymentAmountDetails><Amount>1.10</Amount></WayBillPaymentAmountDetails><WayBillPaymentAmountDetails><Amount>2.20</Amount></WayBillPaymentAmountDetails></HouseShipment>`;
    const houses: StatedHouse[] = [];
    const { scan, totals } = declarationScan((each) => houses.push(each));
    const foot = `${weight('UnifiedGrossWeightQuantity', '0.5')}${value('CustomsCost', '500.00', 'RUB')}<TotalPaymentAmountDetails><Amount>3.30</Amount></TotalPaymentAmountDetails>`;
    await scanAll(bytes(`<D><GoodsShipment>${house}${foot}</GoodsShipment></D>`), scan);
    expect(houses).toEqual([
      {
        ordinal: 7,
        houseWaybill: 'LP1',
        waybill: '210-10020032',
        grossWeightG: 432,
        valueKopecks: 40_321,
        lineValues: [
          { amount: 3_500, currency: 'CNY' },
          { amount: 1_000, currency: 'RUB' },
        ],
        paidKopecks: 330,
      },
    ]);
    expect(totals()).toEqual({ consignments: 1, grossWeightG: 500, valueKopecks: 50_000, paidKopecks: 330 });
  });

  it('of a waybill and a house manifest count what is in them', async () => {
    const waybill = waybillScan();
    const goods =
      '<AWBGoods><GrossWeightQuantity>1</GrossWeightQuantity><GoodsDescr><GoodsDescription>PARCELS</GoodsDescription><GoodsDescription>SLAC 42</GoodsDescription></GoodsDescr></AWBGoods>';
    await scanAll(
      bytes(
        `<W><AWBGoodsInfo><TotalPlacesQuantity>3</TotalPlacesQuantity><GrossWeightQuantity>12.5</GrossWeightQuantity>${goods}</AWBGoodsInfo></W>`,
      ),
      waybill.scan,
    );
    expect(waybill.totals()).toEqual({ bags: 3, consignments: 42, grossWeightG: 12_500 });
    const list = houseManifestScan();
    const line = (count: number) =>
      `<ItemDetails><ItemDescription>PARCELS, SLAC ${count}</ItemDescription><NumberOfPieces>1</NumberOfPieces>${weight('GrossWeight', '6.25')}</ItemDetails>`;
    await scanAll(
      bytes(`<M><TotalNumberOfPieces>3</TotalNumberOfPieces>${weight('TotalGrossWeight', '12.5')}${line(40)}${line(2)}</M>`),
      list.scan,
    );
    expect(list.totals()).toEqual({ lines: 2, consignments: 42, bags: 3, grossWeightG: 12_500, lineWeightG: 12_500, lineBags: 2 });
  });
});
