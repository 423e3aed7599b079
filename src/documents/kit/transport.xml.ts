import { airport } from '../../domain/codes/airports.js';
import { waybillParts } from '../../domain/waybill.js';
import type { Tree } from './xml-tree.js';

/** `catTrans_ru:AirportType`: the letters alone where the airport is not listed. */
export function airportTree(iata: string): Tree {
  const known = airport(iata);
  return { 'catTrans_ru:Name': known?.name, 'catTrans_ru:IATACode': iata, 'catTrans_ru:ICAOCode': known?.icao };
}

/**
 * `catTrans_ru:AWBNumberType`. The sign says that the issuer is an IATA member, which a waybill under an accounting prefix of IATA
 * is taken to show.
 */
export function waybillNumberTree(number: string): Tree {
  const { prefix, serial } = waybillParts(number);
  return { 'catTrans_ru:AirlineIATACode': prefix, 'catTrans_ru:DocumentNumber': serial, 'catTrans_ru:AirlineSign': 'true' };
}
