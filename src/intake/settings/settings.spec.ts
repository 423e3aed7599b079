import { readFileSync } from 'node:fs';
import { DomainError, type Finding } from '../../domain/problem.js';
import { ValidationPipe } from '../../http/validation.pipe.js';
import { destinationBody } from './destination.schema.js';
import type { dayRatesBody } from './rates.schema.js';
import { numberVoidBody, stockRangeBody } from './stock.schema.js';

type Body = typeof destinationBody | typeof dayRatesBody | typeof stockRangeBody | typeof numberVoidBody;

/** Findings as `pointer code`, in their order; none if the body is taken. */
async function faults(schema: Body, value: unknown): Promise<string[]> {
  try {
    await new ValidationPipe().transform(value, { type: 'body', schema });
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.findings.map(({ pointer, code }: Finding) => `${pointer} ${code}`);
  }
}

const samples: Record<string, { [name: string]: unknown }> = JSON.parse(
  readFileSync(new URL('../../../samples/destinations.json', import.meta.url), 'utf8'),
);

describe('destination', () => {
  it.each(Object.keys(samples))('takes the sample %s', async (airport) => {
    expect(await faults(destinationBody, samples[airport])).toEqual([]);
  });

  it('tells every fault at once, in the order of the body', async () => {
    const body = {
      ...samples.SVO,
      customsOffice: '1000502',
      placeOfGoods: {
        kindCode: '11',
        customsOffice: '10005020',
        name: ' СВХ',
        licence: 'x'.repeat(51),
        address: { country: 'XX', city: 'Химки', floor: '2' },
      },
      waybillConsignee: {
        name: 'ООО',
        nameEn: 'ООО КИРИЛЛИЦА',
        inn: '7799436611',
        address: { country: 'RU', city: 'Химки' },
        addressEn: { country: 'RU', city: 'KHIMKI', street: 'S'.repeat(40), house: 'H'.repeat(20) },
      },
      representative: undefined,
      charges: { currency: 'CNY', ratePerKg: '18.505', other: [] },
    };
    expect(await faults(destinationBody, JSON.parse(JSON.stringify(body)))).toEqual([
      '/customsOffice format',
      '/placeOfGoods/name outer_space',
      '/placeOfGoods/licence max_length',
      '/placeOfGoods/address/country unknown_code',
      '/placeOfGoods/address/floor unknown_property',
      '/waybillConsignee/nameEn script',
      '/waybillConsignee/inn inn_checksum',
      '/waybillConsignee/addressEn/street max_length',
      '/charges/ratePerKg decimal_scale',
      '/representative required',
    ]);
  });

  it('refuses a power of attorney that ends before it begins', async () => {
    const body = structuredClone(samples.SVO);
    Object.assign(body, {
      signatory: {
        ...Object(body.signatory),
        powerOfAttorney: { kindCode: '11004', number: '1', issuedOn: '2026-01-12', validFrom: '2026-01-12', validTo: '2025-12-31' },
      },
    });
    expect(await faults(destinationBody, body)).toEqual(['/signatory/powerOfAttorney/validTo date_range']);
  });

  it('takes the address of a representative, as long as papers have room for it', async () => {
    const withAddress = (address: unknown) => {
      const representative = { ...Object(Object(samples.SVO).representative), address };
      return faults(destinationBody, { ...samples.SVO, representative });
    };
    expect(await withAddress({ country: 'RU', city: 'Москва', street: 'ул. Образцовая', house: '5' })).toEqual([]);
    expect(await withAddress({ country: 'RU', street: 'S'.repeat(121) })).toEqual([
      '/representative/address/street max_length',
      '/representative/address/city required',
    ]);
  });

  it('refuses names that no message could write', async () => {
    const body = structuredClone(samples.SVO);
    const { waybillConsignor, agent } = Object(body);
    Object.assign(body, {
      waybillConsignor: { ...waybillConsignor, nameEn: '***', address: { country: 'CN', city: '—' } },
      agent: { ...agent, name: '…', city: 'ÆRØ' },
    });
    expect(await faults(destinationBody, body)).toEqual([
      '/waybillConsignor/nameEn script',
      '/waybillConsignor/address/city script',
      '/agent/name script',
    ]);
  });

  it.each([
    ['99999.99', []],
    ['99999999', []],
    ['99999999.00', []],
    ['100000.01', ['/charges/ratePerKg max_length']],
    ['100000000', ['/charges/ratePerKg max_length']],
  ])('of the rate %s finds %j, for FWB has eight characters', async (ratePerKg, found) => {
    expect(await faults(destinationBody, { ...samples.SVO, charges: { currency: 'CNY', ratePerKg, other: [] } })).toEqual(found);
  });

  it('takes the number of a structure as the register has it, and no stand-in for one', async () => {
    const withCode = (structureCode: string) => faults(destinationBody, { ...samples.SVO, priorNotice: { structureCode } });
    for (const number of ['R.022', 'R.CT.SP.01.003']) expect([number, await withCode(number)]).toEqual([number, []]);
    for (const number of ['R.000', 'R.CT.SP.01.000', 'R.22', '022', 'R.0222']) {
      expect([number, await withCode(number)]).toEqual([number, ['/priorNotice/structureCode format']]);
    }
    expect(await faults(destinationBody, { ...samples.SVO, priorNotice: {} })).toEqual(['/priorNotice/structureCode required']);
  });

  it('asks for a body', async () => {
    expect(await faults(destinationBody, undefined)).toEqual([' required']);
    expect(await faults(destinationBody, null)).toEqual([' type']);
  });
});

describe('waybill stock', () => {
  it.each([
    [{ prefix: '210', from: '1002003', to: '1012002' }, []],
    [{ prefix: '999', from: '0000000', to: '0999999', carrier: 'SU' }, []],
    [{ prefix: '000', from: '0000001', to: '0000002' }, ['/carrier required_if']],
    [{ prefix: '210', from: '1002003', to: '1002002' }, ['/to range']],
    [{ prefix: '210', from: '0000000', to: '1000000' }, ['/to range']],
    [{ prefix: 210, from: '10020032', to: '' }, ['/prefix type', '/from max_length', '/to blank']],
  ])('%j', async (body, expected) => {
    expect(await faults(stockRangeBody, body)).toEqual(expected);
  });

  it.each([
    [{ reason: 'Печать смазана, 印刷错误' }, []],
    [{ reason: 'x'.repeat(501) }, ['/reason max_length']],
    [{ reason: ' ' }, ['/reason blank']],
    [{ reason: 'a\u0000b' }, ['/reason illegal_character']],
    [{ reason: 7, by: 'me' }, ['/reason type', '/by unknown_property']],
    [{}, ['/reason required']],
  ])('is voided with %j', async (body, expected) => {
    expect(await faults(numberVoidBody, body)).toEqual(expected);
  });
});
