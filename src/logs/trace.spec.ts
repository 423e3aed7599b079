import { traceOf } from './trace.js';

const failed = (members: object, message = 'secret words') => Object.assign(new Error(message), members);

describe('traceOf', () => {
  it('keeps where, and drops what was said', () => {
    const trace = traceOf(failed({ code: '23505', constraint: 'flight_pkey', detail: 'Key (name)=(secret) exists', cause: failed({}) }));
    expect(trace).toMatchObject({ error: 'Error', code: '23505', constraint: 'flight_pkey' });
    expect(JSON.stringify(trace)).toContain('trace.spec');
    expect(JSON.stringify(trace)).not.toContain('secret');
  });
});
