import { manifestExampleOn } from '../../src/intake/manifest.example.js';

/** Today by Moscow's clock. */
export const today = new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10);

export type Manifest = ReturnType<typeof manifestExampleOn>;

/** A good manifest of one consignment on a flight of its own, which shares no number with the manifest of another flight. */
export function manifestOf(flightNumber: string): Manifest {
  const manifest = manifestExampleOn(today);
  const [consignment] = manifest.consignments;
  return {
    ...manifest,
    manifestId: `CN-HGH-${flightNumber}`,
    flight: { ...manifest.flight, number: flightNumber },
    consignments: [{ ...consignment, houseWaybill: `LP-${flightNumber}`, orderNumber: `ORDER-${flightNumber}` }],
  };
}

/** Id of the flight that `manifestOf` names. */
export const flightOf = (flightNumber: string): string => `4B${flightNumber}-${today.replaceAll('-', '')}-HGH`;

/** A value with one place changed; `undefined` takes the member out. */
export function changed(value: unknown, pointer: string, to: unknown): unknown {
  const copy: unknown = structuredClone(value);
  const names = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = names.pop();
  if (last === undefined) return to;
  const holder = names.reduce<unknown>((place, name) => Reflect.get(Object(place), name), copy);
  if (to === undefined) Reflect.deleteProperty(Object(holder), last);
  else Reflect.defineProperty(Object(holder), last, { value: to, enumerable: true, configurable: true, writable: true });
  return copy;
}

/** A manifest as NDJSON: the head, then one consignment a line. */
export function ndjson(manifest: unknown): string {
  const { consignments, ...head }: { consignments?: unknown } = Object(manifest);
  return [head, ...(Array.isArray(consignments) ? consignments : [])].map((line) => JSON.stringify(line)).join('\n');
}
