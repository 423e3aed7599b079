import type { OfficeAddress, Organisation } from '../../domain/destination.js';
import { LIMITS, latin, optionalLatin } from './latin.js';
import { group, type Markup, text } from './markup.js';

export type PartyElement = 'ConsignorParty' | 'ConsigneeParty';

/** A consignor or consignee. */
export interface MessageParty {
  name: string;
  address: OfficeAddress;
  phone?: string | undefined;
  inn?: string | undefined;
}

/** A firm of the settings as the waybill names it. */
export function firm({ name, nameEn = name, address, addressEn = address, phone, inn }: Organisation): MessageParty {
  return { name: nameEn, address: addressEn, phone, inn };
}

/**
 * A consignor or consignee with its address and telephone.
 *
 * Rule: name and street with house above 70 characters, a city above 17, a region or postcode above 9 end at a word; see `latin`.
 * Errors: `validation-failed`.
 */
export function partyMarkup(element: PartyElement, { name, address, phone }: MessageParty): Markup {
  const { country, postcode, region, city, street, house } = address;
  const line = [street, house].filter((part) => part !== undefined).join(' ');
  return group(
    element,
    latin('Name', name, LIMITS.name),
    group(
      'PostalStructuredAddress',
      optionalLatin('PostcodeCode', postcode?.replaceAll('.', ' '), LIMITS.postcode),
      optionalLatin('StreetName', line, LIMITS.street),
      latin('CityName', city, LIMITS.city),
      text('CountryID', country),
      optionalLatin('CountrySubDivisionName', region, LIMITS.region),
    ),
    group('DefinedTradeContact', group('DirectTelephoneCommunication', text('CompleteNumber', phoneDigits(phone)))),
  );
}

/** A telephone number without its marks; undefined where none is known. */
export function phoneDigits(phone: string | undefined): string | undefined {
  return phone?.replaceAll(/\D/g, '') || undefined;
}
