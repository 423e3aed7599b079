import { BadRequestException, HttpException, NotFoundException } from '@nestjs/common';
import { DomainError } from '../domain/problem.js';
import { faultOf } from './fault.js';

const failed = (members: object, message = 'secret words') => Object.assign(new Error(message), members);

describe('faultOf', () => {
  it.each([
    [new DomainError('state-conflict'), 'state-conflict'],
    [new NotFoundException('GET /v1/%secret'), 'not-found'],
    [new BadRequestException(), 'malformed-json'],
    [new HttpException('x', 415), 'unsupported-media'],
    [new HttpException('x', 418), 'malformed-json'],
    [failed({ name: 'FastifyError', statusCode: 413 }), 'too-large'],
    [failed({ code: 'ECONNREFUSED' }), 'dependency-unavailable'],
    [failed({ code: '57P01' }), 'dependency-unavailable'],
    [failed({ code: '08006' }), 'dependency-unavailable'],
    [failed({ code: '53300' }), 'dependency-unavailable'],
    [failed({ code: 'ENOSPC' }), 'dependency-unavailable'],
    [failed({ code: 'P1001' }), 'dependency-unavailable'],
    [failed({}, 'timeout exceeded when trying to connect'), 'dependency-unavailable'],
    [failed({}, 'Connection terminated unexpectedly'), 'dependency-unavailable'],
    [failed({ cause: { kind: 'DatabaseNotReachable' } }), 'dependency-unavailable'],
    [failed({ code: '23505' }), 'internal'],
    [new TypeError('x'), 'internal'],
    ['a word', 'internal'],
    [undefined, 'internal'],
  ])('%p is %s', (thrown, code) => {
    expect(faultOf(thrown).code).toBe(code);
  });

  it('passes on no words that are not ours', () => {
    expect(JSON.stringify(faultOf(new NotFoundException('secret')))).not.toContain('secret');
  });
});
