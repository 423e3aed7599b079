import { DomainError, type Finding } from '../domain/problem.js';
import { problemHeaders, problemOf } from './problem.js';

const finding = (index: number, detail = 'At most 3 decimal places'): Finding => ({
  pointer: `/consignments/${index}/grossWeightKg`,
  code: 'decimal_scale',
  detail,
});

describe('problemOf', () => {
  it('says what, where and how often', () => {
    const error = new DomainError('validation-failed', undefined, { findings: [finding(0)], findingCount: 1 });
    expect(problemOf(error, 'id')).toEqual({
      type: 'https://waybridge.example/problems/validation-failed',
      title: 'The request has errors',
      status: 422,
      instance: 'urn:request:id',
      errorCount: 1,
      errorsTruncated: false,
      errors: [{ pointer: '/consignments/0/grossWeightKg', code: 'decimal_scale', detail: 'At most 3 decimal places' }],
    });
  });

  it('speaks the language of the reader', () => {
    const error = new DomainError('validation-failed', undefined, {
      findings: [{ ...finding(0, 'At most {0} decimal places'), values: [3] }],
    });
    expect(problemOf(error, 'id', 'ru')).toMatchObject({
      title: 'В запросе есть ошибки',
      errors: [{ detail: 'Не более 3 знаков после точки' }],
    });
    expect(problemOf(error, 'id', 'zh')).toMatchObject({ title: '请求中有错误', errors: [{ detail: '最多 3 位小数' }] });
  });

  it('lists a thousand errors and counts the rest', () => {
    const findings = Array.from({ length: 1_500 }, (_, index) => finding(index));
    const problem = problemOf(new DomainError('validation-failed', undefined, { findings, findingCount: 9_000 }));
    expect([problem.errors?.length, problem.errorCount, problem.errorsTruncated]).toEqual([1_000, 9_000, true]);
  });

  it('lists no more than a megabyte', () => {
    const findings = Array.from({ length: 900 }, (_, index) => finding(index, 'ж'.repeat(1_000)));
    const problem = problemOf(new DomainError('validation-failed', undefined, { findings }));
    expect(JSON.stringify(problem.errors).length).toBeLessThan(1_048_576);
    expect(Buffer.byteLength(JSON.stringify(problem.errors))).toBeLessThanOrEqual(1_048_576 + 2);
    expect([problem.errorCount, problem.errorsTruncated]).toEqual([900, true]);
  });
});

describe('problemHeaders', () => {
  it('says when to come again, in whole seconds', () => {
    const of = (error: DomainError) => problemHeaders(error, { hasCredential: true })['retry-after'];
    expect(of(new DomainError('overloaded'))).toBe('5');
    expect(of(new DomainError('overloaded', undefined, { retryAfterSeconds: 0.2 }))).toBe('1');
    expect(of(new DomainError('request-in-progress', undefined, { retryAfterSeconds: 2.1 }))).toBe('3');
    expect(of(new DomainError('not-found'))).toBeUndefined();
  });
});
