import type { LightMyRequestResponse } from 'fastify';
import { manifestExampleOn } from '../../src/intake/manifest.example.js';
import type { TestOrganisation, TestService } from './service.js';

type Member = string | number | Member[] | { [name: string]: Member };
type Consignment = Record<string, Member>;

/** Today, as flights are dated that are still to come. */
export const today = new Date().toISOString().slice(0, 10);

/** A consignment of the example under another number; `members` take the place of its own. */
export function consignment(houseWaybill: string, members: Consignment = {}): Consignment {
  const [example] = manifestExampleOn(today).consignments;
  return { ...example, consignee: consignee({}), houseWaybill, orderNumber: `ORDER-${houseWaybill}`, ...members };
}

/** The example's consignee, whose passport is of the year that its series says, with members of another. */
export function consignee(members: Consignment): Consignment {
  const { consignee: example } = manifestExampleOn(today).consignments[0];
  return { ...example, identityDocument: { ...example.identityDocument, series: '4515' }, ...members };
}

/** The example's goods line with members of another. */
export function goodsLine(members: Consignment): Consignment {
  return { ...manifestExampleOn(today).consignments[0].goods[0], ...members };
}

export interface Case {
  manifestId: string;
  revision?: number;
  number: string;
  consignments: Consignment[];
}

/** The flight of a number. */
export const flightOf = (number: string): string => `4B${number}-${today.replaceAll('-', '')}-HGH`;

/** Sends a manifest whose faulty consignments are held; over a connection, since bodies are read as they come. */
export async function send(
  service: TestService,
  who: TestOrganisation,
  { manifestId, revision = 1, number, consignments }: Case,
): Promise<void> {
  const example = manifestExampleOn(today);
  const server = service.app.getHttpServer();
  if (!server.listening) await service.app.listen(0, '127.0.0.1');
  const answer = await fetch(`${await service.app.getUrl()}/v1/manifests?on-invalid=hold`, {
    method: 'POST',
    headers: { ...who.bearer, 'content-type': 'application/json', 'idempotency-key': `${manifestId}-${revision}` },
    body: JSON.stringify({ ...example, manifestId, revision, flight: { ...example.flight, number }, consignments }),
  });
  const text = await answer.text();
  if (answer.status !== 202) throw new Error(`${manifestId} was answered ${answer.status}: ${text}`);
}

/** One client of the API. */
export class Client {
  constructor(
    private readonly service: TestService,
    readonly organisation: TestOrganisation,
  ) {}

  get headers(): { authorization: string } {
    return this.organisation.bearer;
  }

  get(url: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    return this.service.app.inject({ method: 'GET', url, headers: { ...this.headers, ...headers } });
  }

  post(url: string, body: object): Promise<LightMyRequestResponse> {
    return this.service.app.inject({ method: 'POST', url, headers: this.headers, payload: body });
  }

  patch(
    url: string,
    ifMatch: string | undefined,
    body: unknown,
    mediaType = 'application/merge-patch+json',
  ): Promise<LightMyRequestResponse> {
    const headers = { ...this.headers, 'content-type': mediaType, ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) };
    return this.service.app.inject({ method: 'PATCH', url, headers, payload: JSON.stringify(body) });
  }

  /** Reads a consignment and lays a patch over it. */
  async mend(url: string, patch: unknown): Promise<LightMyRequestResponse> {
    const { headers } = await this.get(url);
    return this.patch(url, String(headers.etag), patch);
  }
}

export const codesOf = (body: { problems: { pointer: string; code: string }[] }): string[] =>
  body.problems.map(({ pointer, code }) => `${pointer} ${code}`);
