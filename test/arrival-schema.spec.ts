import { customsContainerXml } from '../src/documents/customs-container/customs-container.xml.js';
import { expressArrivalXml } from '../src/documents/express-arrival/express-arrival.xml.js';
import { declarationXml } from '../src/documents/express-declaration/express-declaration.xml.js';
import { priorNoticeXml } from '../src/documents/prior-notice/prior-notice.xml.js';
import type { Consolidation, Declaration } from '../src/documents/subjects.js';
import { declarationOf, sampleDeclaration, sampleFlight } from './fixtures/declaration.js';
import { longestConsignment, longestSettings } from './fixtures/limits.js';
import { consolidationOf } from './fixtures/subjects.js';
import { templates } from './fixtures/templates.js';
import { closeSchemas, hasSchemas, openSchemas, validate } from './schemas.js';

const ALBUMS = ['5.27.0', '5.23.0'] as const;
const registration = { customsOffice: '10005020', date: '2026-11-22', number: '0001234' };

const longest = [longestConsignment('individual'), { ...longestConsignment('company'), houseWaybill: 'H' }];

const declarations: readonly (readonly [string, Declaration])[] = [
  ['a ПТДЭГ', sampleDeclaration(3, 'ptdeg')],
  ['a ДТЭГ', sampleDeclaration(3, 'dteg')],
  ['a ПТДЭГ of 500 house waybills', sampleDeclaration(500, 'ptdeg')],
  ['a ДТЭГ of 500 house waybills', sampleDeclaration(500, 'dteg')],
  ['a ПТДЭГ with every text at its limit', { ...declarationOf([longest[0]]), settings: longestSettings }],
];

const longestNotice = consolidationOf(declarationOf(longest));
const unknown = { ...sampleFlight, aircraft: undefined, departsAt: undefined, arrivesAt: undefined };

const consolidations: readonly (readonly [string, Consolidation])[] = [
  ['of three consignments', consolidationOf(sampleDeclaration(3))],
  ['of 5 000 consignments', consolidationOf(sampleDeclaration(5_000))],
  ['with every text at its limit', { ...longestNotice, waybill: { ...longestNotice.waybill, settings: longestSettings } }],
  ['on a flight of which little is known', onFlight({ ...unknown, carrier: 'Q0', number: '8101A', origin: 'QQQ' })],
];

/** The sample consolidation on another flight. */
function onFlight(flight: Consolidation['flight']): Consolidation {
  const consolidation = consolidationOf(sampleDeclaration(3));
  return { ...consolidation, flight, waybill: { ...consolidation.waybill, flight } };
}

/** The bodies of a container, cut out by their place between tags that no body has. */
function bodiesOf(container: Uint8Array): Uint8Array[] {
  const text = new TextDecoder().decode(container);
  return [...text.matchAll(/<edcnt:DocBody>(.*?)<\/edcnt:DocBody>/gs)].map(([, body]) => new TextEncoder().encode(body));
}

(hasSchemas ? describe : describe.skip)('official schemas of arrival', () => {
  beforeAll(openSchemas);
  afterAll(closeSchemas);

  describe.each(ALBUMS)('album %s', (album) => {
    it.each(declarations)('take the express arrival of %s', (_name, declaration) => {
      const bytes = expressArrivalXml({ ...declaration, album, registration }, templates);
      validate(bytes ?? new Uint8Array(), 'fts-5.23.0/ExpressArrive.xsd');
    });

    it.each(declarations)('take a container with %s, and each of its bodies alone', (_name, sample) => {
      const declaration = { ...sample, album, registration };
      const arrival = expressArrivalXml(declaration, templates) ?? new Uint8Array();
      const container = customsContainerXml(
        declaration,
        [
          { album, bytes: declarationXml(declaration, templates, 40) },
          { album: '5.23.0', bytes: arrival },
        ],
        templates,
      );
      validate(container, 'fts-5.23.0/ED_Container.xsd');
      const bodies = bodiesOf(container);
      expect(bodies).toHaveLength(2);
      validate(bodies[0], `fts-${album}/ExpressCargoDeclaration.xsd`);
      validate(bodies[1], 'fts-5.23.0/ExpressArrive.xsd');
    });

    it.each(consolidations)('take a prior notice %s', (_name, consolidation) => {
      const settings = { ...consolidation.waybill.settings, priorNotice: { structureCode: 'R.999' } };
      const waybill = { ...consolidation.waybill, settings };
      const bytes = priorNoticeXml({ ...consolidation, album, waybill }, templates);
      validate(bytes ?? new Uint8Array(), 'fts-5.23.0/AirPreliminary.xsd');
    });
  });

  it('refuse an express arrival with one house waybill too many', () => {
    const bytes = expressArrivalXml({ ...sampleDeclaration(501), registration }, templates);
    expect(() => validate(bytes ?? new Uint8Array(), 'fts-5.23.0/ExpressArrive.xsd')).toThrow(/HouseShipment/);
  });
});
