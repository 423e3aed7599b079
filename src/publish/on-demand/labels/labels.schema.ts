import { z } from 'zod';
import { filter } from '../../../http/page.js';

const form = {
  bag: filter(/[A-Za-z0-9][A-Za-z0-9._/-]{0,34}/, 'Number of a bag'),
  format: z.enum(['pdf', 'zpl']).default('pdf').meta({ description: '`zpl` for label printers: ZPL II in UTF-8' }),
  dpi: z.enum(['203', '300']).default('203').meta({ description: 'Dots to the inch that the printer has; of ZPL' }),
};

export const bagLabelsQuery = z.strictObject({
  waybill: filter(/\d{3}-\d{8}/, 'Number of a master waybill'),
  ...form,
  layout: z.enum(['label', 'a4']).default('label').meta({ description: 'One label a page, or six to a sheet of A4; of PDF' }),
});

export const addressLabelsQuery = z.strictObject({
  declaration: filter(/[A-Z0-9-]{1,60}/, 'Id of a declaration'),
  ...form,
});

export type BagLabelsQuery = z.infer<typeof bagLabelsQuery>;
export type AddressLabelsQuery = z.infer<typeof addressLabelsQuery>;
