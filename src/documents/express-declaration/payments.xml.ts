import { currencyDigits } from '../../domain/codes/currencies.js';
import {
  allPayments,
  type HousePayments,
  type Payment,
  type PaymentBase,
  type PaymentRate,
  type PaymentSum,
  paymentSums,
  totalKopecks,
} from '../../domain/payment.js';
import { amountText, percentText } from '../../domain/tariff.js';
import { tag, type XmlWriter } from '../kit/xml-writer.js';

const tags = {
  calculation: tag('ecd:CustomsPaymentDetails'),
  mode: tag('RUDECLcat:PaymentModeCode'),
  base: tag('RUDECLcat:TaxBase'),
  baseCurrency: tag('RUDECLcat:TaxBaseCurrencyCode'),
  baseUnit: tag('RUDECLcat:TaxBaseQualifierCode'),
  rateType: tag('RUDECLcat:RateTypeCode'),
  rate: tag('RUDECLcat:Rate'),
  rateUnit: tag('RUDECLcat:RateTNVEDQualifierCode'),
  rateCurrency: tag('RUDECLcat:RateCurrencyCode'),
  factor: tag('RUDECLcat:WeightingFactor'),
  rateDate: tag('RUDECLcat:RateUseDate'),
  feature: tag('RUDECLcat:PaymentCode'),
  amount: tag('RUDECLcat:PaymentAmount'),
  currency: tag('RUDECLcat:PaymentCurrencyCode'),

  houseSum: tag('ecd:WayBillPaymentAmountDetails'),
  declarationSum: tag('ecd:PaymentAmountDetails'),
  sumMode: tag('ecd:PaymentModeCode'),
  sumAmount: tag('ecd:Amount'),
  sumCurrency: tag('ecd:CurrencyCode'),

  total: tag('ecd:TotalPaymentAmountDetails'),
  totalAmount: tag('RUScat_ru:Amount'),
  totalCurrency: tag('RUScat_ru:CurrencyCode'),
};

/** Digits of the rouble. */
const RUB = '643';

/** `RateTypeCode`: a part of the value, or an amount. */
const BY_VALUE = '%';
const BY_AMOUNT = '*';

/** Feature of payment: figured, to be paid. Source: classifier of features of payment, Decision 378; formats/samples. */
const TO_BE_PAID = 'ИУ';

/** How a payment comes about: `CalculationType`, element order as in the schema; a fee has neither base nor day. */
export function writeCalculation(xml: XmlWriter, { kind, base, rate, kopecks }: Payment, ratesDate: string): void {
  xml.open(tags.calculation);
  xml.element(tags.mode, kind);
  if (base !== undefined) writeBase(xml, base);
  writeRate(xml, rate);
  if (base !== undefined) xml.element(tags.rateDate, ratesDate);
  xml.element(tags.feature, TO_BE_PAID);
  xml.money(tags.amount, kopecks);
  xml.element(tags.currency, RUB);
  xml.close(tags.calculation);
}

function writeBase(xml: XmlWriter, base: PaymentBase): void {
  if ('kopecks' in base) {
    xml.money(tags.base, base.kopecks);
    xml.element(tags.baseCurrency, RUB);
  } else {
    xml.element(tags.base, base.quantity);
    xml.element(tags.baseUnit, base.unit);
  }
}

function writeRate(xml: XmlWriter, rate: PaymentRate): void {
  if ('percentHundredths' in rate) {
    xml.element(tags.rateType, BY_VALUE);
    xml.element(tags.rate, percentText(rate.percentHundredths));
    return;
  }
  xml.element(tags.rateType, BY_AMOUNT);
  xml.element(tags.rate, amountText(rate.amount));
  xml.element(tags.rateUnit, rate.unit);
  xml.element(tags.rateCurrency, currencyDigits(rate.currency));
  if (rate.unit !== undefined) xml.element(tags.factor, '1');
}

/** A house waybill's own payments and the sums of all of it by kind. */
export function writeHousePayments(xml: XmlWriter, payments: HousePayments, ratesDate: string): void {
  for (const payment of payments.own) writeCalculation(xml, payment, ratesDate);
  for (const sum of paymentSums(allPayments(payments))) writeSum(xml, tags.houseSum, sum);
}

/** The sums of a declaration by kind, and their total. */
export function writeDeclarationPayments(xml: XmlWriter, payments: readonly PaymentSum[]): void {
  if (payments.length === 0) return;
  for (const sum of payments) writeSum(xml, tags.declarationSum, sum);
  xml.open(tags.total);
  xml.money(tags.totalAmount, totalKopecks(payments));
  xml.element(tags.totalCurrency, RUB);
  xml.close(tags.total);
}

function writeSum(xml: XmlWriter, around: typeof tags.houseSum, { kind, kopecks }: PaymentSum): void {
  xml.open(around);
  xml.element(tags.sumMode, kind);
  xml.money(tags.sumAmount, kopecks);
  xml.element(tags.sumCurrency, RUB);
  xml.close(around);
}
