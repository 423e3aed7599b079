import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

describe('problems', () => {
  let service: TestService;
  let admin: TestOrganisation;

  beforeAll(async () => {
    service = await startService();
    admin = (await addTenant(service.database, 'Problems', { admin: { roles: ['admin'] } })).organisations.admin;
  });
  afterAll(() => service.close());

  it('smoke', async () => {
    const r = await service.app.inject({ method: 'GET', url: '/openapi.json' });
    (await import('node:fs')).writeFileSync('/tmp/openapi.json', JSON.stringify(r.json(), null, 1));
  });
});
