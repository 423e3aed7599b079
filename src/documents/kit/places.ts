import { airport } from '../../domain/codes/airports.js';
import { carrier } from '../../domain/codes/carriers.js';

/** `Hangzhou Xiaoshan` for `HGH`; an airport that is not listed prints its code. */
export const airportName = (iata: string): string => airport(iata)?.name ?? iata;

/** `Hangzhou` for `HGH`; an airport that is not listed prints its code. */
export const airportCity = (iata: string): string => airport(iata)?.city ?? iata;

/** `AVIASTAR-TU` for `4B`; a carrier that is not listed prints its designator. */
export const carrierName = (designator: string): string => carrier(designator)?.name ?? designator;
