import { declarationOf, sampleConsignment } from '../../test/fixtures/declaration.js';
import { consolidationOf } from '../../test/fixtures/subjects.js';
import type { Consignment } from '../domain/consignment.js';
import { loadAssets } from '../publish/assets.js';
import { documentTypes } from './registry.js';

const assets = loadAssets();
const priorNotice = { structureCode: 'R.999' };
const lists = documentTypes.filter(({ subject }) => subject === 'consolidation');

/** The same goods to the same people at other telephones. */
const withContacts = ({ consignee, ...consignment }: Consignment, at: number): Consignment => ({
  ...consignment,
  consignee: { ...consignee, phone: `+7900000${1_000 + at}`, email: `person${at}@example.com` },
});

describe('lists of what flies under a master waybill', () => {
  const consignments = Array.from({ length: 40 }, (_, index) => sampleConsignment(index));

  it.each(lists.map((type) => [type.type, type] as const))('%s tells no contacts, by which it is kept when they change', (_, type) => {
    for (const mode of ['consolidated', 'each'] as const) {
      const [one, other] = [consignments, consignments.map(withContacts)].map((each) => {
        const { waybill, ...consolidation } = consolidationOf(declarationOf(each), mode);
        return type.render({ ...consolidation, waybill: { ...waybill, settings: { ...waybill.settings, priorNotice } } }, assets);
      });
      expect(one.length).toBeGreaterThan(0);
      expect(other.map(({ bytes }) => Buffer.from(bytes).toString('base64'))).toEqual(
        one.map(({ bytes }) => Buffer.from(bytes).toString('base64')),
      );
    }
  });
});
