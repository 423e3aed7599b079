import { armFailpoints, failpoint } from './failpoints.js';
import { parseFailpoints } from './parse-failpoints.js';

describe('failpoints', () => {
  afterEach(() => armFailpoints(undefined));

  it('reads several, with their actions and hits', () => {
    const points = parseFailpoints('plan.before_commit=kill@3; upload.mid_object=delay(250);');
    expect([...points.values()]).toEqual([
      { name: 'plan.before_commit', action: { kind: 'kill' }, onlyHit: 3, hits: 0 },
      { name: 'upload.mid_object', action: { kind: 'delay', ms: 250 }, onlyHit: undefined, hits: 0 },
    ]);
  });

  it.each(['plan.before_commit', 'nowhere=kill', 'plan.before_commit=kill@0', 'plan.before_commit=delay', 'plan.before_commit=delay(x)'])(
    'refuses %s',
    (spec) => expect(() => parseFailpoints(spec)).toThrow(RangeError),
  );

  it('does nothing unless armed', () => {
    expect(() => failpoint('plan.after_commit')).not.toThrow();
  });

  it('acts at the hit that is asked for and at no other', () => {
    armFailpoints('plan.after_commit=throw@2');
    expect(() => failpoint('plan.after_commit')).not.toThrow();
    expect(() => failpoint('plan.before_commit')).not.toThrow();
    expect(() => failpoint('plan.after_commit')).toThrow('failpoint plan.after_commit');
    expect(() => failpoint('plan.after_commit')).not.toThrow();
  });

  it('fails as a disk does', () => {
    armFailpoints('upload.mid_object=enospc;upload.after_object=eio');
    expect(() => failpoint('upload.mid_object')).toThrow(expect.objectContaining({ code: 'ENOSPC' }));
    expect(() => failpoint('upload.after_object')).toThrow(expect.objectContaining({ code: 'EIO' }));
  });

  it('waits, holding the thread', () => {
    armFailpoints('job.before_ack=delay(40)');
    const started = performance.now();
    failpoint('job.before_ack');
    expect(performance.now() - started).toBeGreaterThanOrEqual(39);
  });
});
