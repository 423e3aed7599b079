import { z } from 'zod';
import { filter } from '../../http/page.js';

/** What has not the form of a number names nothing. */
export const houseWaybillParam = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/)
  .meta({ description: 'Number of the house waybill', examples: ['LP00675043231560'] });

export const declarationFilter = filter(/[A-Z0-9-]{1,60}/, 'Id of a declaration');
export const bagFilter = filter(/[A-Za-z0-9._/-]{1,35}/, 'Number of a bag');
