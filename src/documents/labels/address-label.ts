import { countryName } from '../../domain/codes/countries.js';
import type { Consignment } from '../../domain/consignment.js';
import { type Address, consigneeName } from '../../domain/party.js';
import type { Assets } from '../kit/assets.js';
import { shortened } from '../kit/shorten.js';
import { type Label, type LabelForm, labelOf } from './label.js';

/** What of a consignment its address label tells. */
export type Addressed = Pick<Consignment, 'houseWaybill' | 'bag' | 'orderNumber' | 'consignee'>;

type Id = 'name' | 'street' | 'place' | 'phone' | 'houseWaybill' | 'bag' | 'order';

interface AddressForm extends LabelForm<Id> {
  /** What stands before the number of a house and of a flat. */
  words: { house: string; apartment: string };
}

/**
 * The label on a consignment by which it is delivered, 100 x 150 mm, with its house waybill as Code 128. Personal data.
 *
 * Rule: an address too long for the label loses words of the street, marked `…`; house and flat stay whole.
 */
export function addressLabel({ houseWaybill, bag = '', orderNumber = '', consignee }: Addressed, assets: Assets): Label {
  const form = assets.template<AddressForm>('labels/address');
  const { address, phone = '' } = consignee;
  const streetOf = (street: string | undefined) =>
    [street, ...houseOf(address, form.words)].filter((part) => part !== undefined).join(', ');
  const values: Record<Id, string> = {
    name: consigneeName(consignee),
    street: streetOf(address.street),
    place: placeOf(address),
    phone,
    houseWaybill,
    bag,
    order: orderNumber,
  };
  const { street } = address;
  const shorter = street === undefined ? {} : { street: (limit: number) => streetOf(shortened(street, limit)) };
  return labelOf(form, values, houseWaybill, assets, shorter);
}

/** `д. 10` where the number stands alone, else as it was sent. */
function houseOf({ house, apartment }: Address, words: AddressForm['words']): string[] {
  const named = (word: string, value: string | undefined) => (value === undefined ? [] : [/^\d/.test(value) ? word + value : value]);
  return [...named(words.house, house), ...named(words.apartment, apartment)];
}

/** City, region, postcode and country, a line each, in the order of the Russian post. */
function placeOf({ city, region, postcode, country }: Address): string {
  const isOwn = region === undefined || region === city;
  return [
    city,
    ...(isOwn ? [] : [region]),
    [postcode, countryName(country) ?? country].filter((part) => part !== undefined).join(', '),
  ].join('\n');
}
