import { z } from 'zod';
import { findingCodes, severities } from '../../domain/problem.js';
import { replyKinds } from './reply-root.js';

export const receivedSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(replyKinds).meta({
      description:
        '`mark`: decisions on house waybills; `correction`: a demand to correct a declaration; `return`: a register of goods that go back',
    }),
    sha256: z.string().meta({ description: 'Of the bytes as they came, in hex' }),
    receivedAt: z.iso.datetime().meta({ description: 'When the bytes came first' }),
    flight: z
      .string()
      .optional()
      .meta({ examples: ['4B8101-20261122-HGH'] }),
    declaration: z
      .string()
      .optional()
      .meta({ description: 'What it is about; left out where that is not known', examples: ['4B8101-20261122-HGH-SVO-1-P1'] }),
    number: z
      .string()
      .optional()
      .meta({ description: 'Registration number that it names', examples: ['10005020/221126/0001234'] }),
    applied: z.int().meta({ description: 'Decisions that were applied to house waybills' }),
    findings: z
      .array(
        z.object({
          row: z.int().optional().meta({ description: 'Place among the `Consignment` elements, from 1' }),
          column: z.string().optional().meta({ description: 'The element' }),
          code: z.enum(findingCodes),
          severity: z.enum(severities),
          detail: z.string(),
        }),
      )
      .meta({ description: 'Decisions that were not applied, and what else was found' }),
  })
  .meta({ id: 'ReceivedReply' });

export type ReceivedBody = z.infer<typeof receivedSchema>;

const EXAMPLE = `<?xml version="1.0" encoding="UTF-8"?>
<ecdcm:ExpressCargoDeclarationCustomMark xmlns:cat_ru="urn:customs.ru:CommonAggregateTypes:5.22.0" xmlns:ecdcm="urn:customs.ru:Information:CustomsDocuments:ExpressCargoDeclarationCustomMark:5.22.0" DocumentModeID="1006347E">
  <cat_ru:DocumentID>7B1F0C08-3D5A-4C9E-9A41-5E0D2F6A0008</cat_ru:DocumentID>
  <cat_ru:RefDocumentID>144BB340-DE08-8F95-A6DF-3A7C4DFC9B8A</cat_ru:RefDocumentID>
  <ecdcm:ApplicationRegNumber>
    <cat_ru:CustomsCode>10005020</cat_ru:CustomsCode>
    <cat_ru:RegistrationDate>2026-11-22</cat_ru:RegistrationDate>
    <cat_ru:GTDNumber>0001234</cat_ru:GTDNumber>
  </ecdcm:ApplicationRegNumber>
  <ecdcm:Consignment>
    <ecdcm:DecisionCode>10</ecdcm:DecisionCode>
    <ecdcm:DecisionDate>2026-11-22T19:41:00+03:00</ecdcm:DecisionDate>
    <ecdcm:IndividualWayBill>
      <cat_ru:PrDocumentNumber>LP00675043231560</cat_ru:PrDocumentNumber>
      <ecdcm:WayBillID>DAF76BD7-F974-8918-9994-2B395E8C9FD7</ecdcm:WayBillID>
      <ecdcm:ObjectOrdinal>1</ecdcm:ObjectOrdinal>
    </ecdcm:IndividualWayBill>
  </ecdcm:Consignment>
</ecdcm:ExpressCargoDeclarationCustomMark>`;

const xml = () => ({
  type: 'string' as const,
  contentMediaType: 'application/xml',
  description: 'The reply as customs sent it',
  examples: [EXAMPLE],
});

/** The bytes untouched: what is wrong with them is told by who reads them. */
export const replyBody = {
  '~standard': {
    version: 1 as const,
    vendor: 'waybridge',
    validate: (value: unknown) => ({ value }),
    jsonSchema: { input: xml, output: xml },
  },
};
