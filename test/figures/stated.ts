import { unitName } from '../../src/domain/codes/units.js';
import { hundredths, money } from '../../src/domain/units.js';
import { readXml, type XmlElement } from '../fixtures/read-xml.js';
import type { CargoManifestFigures, DeclarationFigures, HouseManifestFigures, WaybillFigures } from './figures.js';

const waybillNumber = (element: XmlElement): string => `${element.text('AirlineIATACode')}-${element.text('DocumentNumber')}`;

const letters: Record<string, string> = { '643': 'RUB', '978': 'EUR' };

/** A calculation as the form prints it, for a house waybill and line. */
function paymentOf(goods: string, element: XmlElement): string[] {
  const rate = element.text('Rate');
  const [unit] = element.texts('RateTNVEDQualifierCode');
  const onUnit = unit === undefined ? rate : `${rate} ${letters[element.text('RateCurrencyCode')]} за 1 ${unitName(unit)}`;
  return [
    goods,
    element.text('PaymentModeCode'),
    ...[element.texts('TaxBase'), [...element.texts('TaxBaseCurrencyCode'), ...element.texts('TaxBaseQualifierCode')]].map(
      ([text = '']) => text,
    ),
    element.text('RateTypeCode') === '%' ? `${rate}%` : onUnit,
    element.text('PaymentAmount'),
  ];
}

function paymentsOf(house: XmlElement): string[][] {
  const ordinal = house.text('ObjectOrdinal');
  return [
    ...house.at('CustomsPaymentDetails').map((each) => paymentOf('', each)),
    ...house
      .at('GoodsItemDetails')
      .flatMap((item) => item.at('CustomsPaymentDetails').map((each) => paymentOf(`${ordinal}/${item.text('GoodsNumeric')}`, each))),
  ];
}

const sumOf = (amounts: readonly string[]): string => money(amounts.reduce((sum, amount) => sum + hundredths(amount), 0));

/** The figures of an express declaration in XML. A net weight is left out of a ПТДЭГ, whose form has no column for it. */
export function statedDeclaration(bytes: Uint8Array): DeclarationFigures {
  const root = readXml(bytes);
  const isDteg = root.text('ExpressRegistryKindCode') === 'ДТЭГ';
  const roubles = isDteg ? 'CustomsCost' : 'CAValueAmount';
  const totalOf = (element: XmlElement) => [
    element.text('UnifiedGrossWeightQuantity/GoodsQuantity'),
    element.text(`${roubles}/CurrencyQuantity`),
  ];
  const lineOf = (item: XmlElement) => [
    item.text('GoodsTNVEDCode'),
    item.text('SupplementaryQuantity/GoodsQuantity'),
    item.text('SupplementaryQuantity/MeasureUnitQualifierCode'),
    item.text('GrossWeightQuantity/GoodsQuantity'),
    ...(isDteg ? item.texts('NetWeightQuantity/GoodsQuantity') : []),
    item.texts('CAValueAmount/CurrencyQuantity')[0],
    item.texts('CAValueAmount/CurrencyCode')[0],
    isDteg ? item.text('CustomsCost/CurrencyQuantity') : item.texts('CAValueAmount/CurrencyQuantity')[1],
  ];
  const houses = root.at('GoodsShipment/HouseShipment');
  return {
    sheets: Number(root.text('TotalSheetNumber')),
    waybills: houses.map((house) => house.text('TransportDocumentDetails/PrDocumentNumber')),
    houseWaybills: houses.map((house) => house.text('HouseWaybillDetails/PrDocumentNumber')),
    lines: houses.flatMap((house) => house.at('GoodsItemDetails').map(lineOf)),
    houseTotals: houses.map(totalOf),
    total: totalOf(root.at('GoodsShipment')[0]),
    payments: houses.flatMap(paymentsOf),
    paymentTotals: isDteg
      ? [
          ...houses.map((house) => sumOf(house.texts('WayBillPaymentAmountDetails/Amount'))),
          root.text('GoodsShipment/TotalPaymentAmountDetails/Amount'),
        ]
      : [],
  };
}

/** The figures of a master waybill in XML. */
export function statedWaybill(bytes: Uint8Array): WaybillFigures {
  const root = readXml(bytes);
  const [goods] = root.at('AWBGoodsInfo');
  const slac = goods.texts('AWBGoods/GoodsDescr/GoodsDescription').find((text) => text.startsWith('SLAC '));
  return {
    number: waybillNumber(root.at('Registration')[0]),
    pieces: goods.text('TotalPlacesQuantity'),
    grossWeight: goods.text('GrossWeightQuantity'),
    chargeableWeight: goods.text('AWBGoods/PaidWeightQuantity'),
    consignments: slac?.slice('SLAC '.length) ?? '',
    weightCharge: goods.texts('TotalAmount')[0],
  };
}

const slacOf = (description: string): string => / SLAC (\d+)$/.exec(description)?.[1] ?? '';

/** The figures of a house manifest in XML. SLAC has no element of its own, nor a total. */
export function statedHouseManifest(bytes: Uint8Array): HouseManifestFigures {
  const root = readXml(bytes);
  const lines = root
    .at('ItemDetails')
    .map((line) => [
      line.text('LineItemNumber'),
      line.text('HouseWaybillNumber'),
      line.text('NumberOfPieces'),
      line.text('GrossWeight/GoodsQuantity'),
      slacOf(line.text('ItemDescription')),
    ]);
  return {
    number: waybillNumber(root.at('Header/MasterWaybillNumber')[0]),
    lines,
    // The schema's number of lines ends at 999.
    total: [
      root.texts('LinesNumberTotal')[0] ?? String(lines.length),
      root.text('TotalNumberOfPieces'),
      root.text('TotalGrossWeight/GoodsQuantity'),
      String(lines.reduce((sum, line) => sum + Number(line[4]), 0)),
    ],
  };
}

/** The figures of a cargo manifest in XML. */
export function statedCargoManifest(bytes: Uint8Array): CargoManifestFigures {
  const lines = readXml(bytes)
    .at('DestinationInfo/BulkGargo')
    .map((line) => [waybillNumber(line), line.text('PlacesQuantity'), line.text('GrossWeightQuantity')]);
  return { lines };
}
