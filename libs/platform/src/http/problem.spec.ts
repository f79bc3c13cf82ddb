import { refusals, refused } from '@annals/contracts';
import { EventStoreUnavailable, LogDamaged, OutcomeUnknown } from '@annals/eventstore';
import { KeyDestroyed } from '@annals/vault';
import { BadRequestException, NotFoundException, UnsupportedMediaTypeException } from '@nestjs/common';
import { problemOf } from './problem';
import { validationProblem } from './violations';

describe('problem documents', () => {
  it('carry the status, code and sentence of a refusal, and its details', () =>
    expect(problemOf(refused('BOT_DISABLED', { runId: 'r1' }))).toEqual({
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      code: 'BOT_DISABLED',
      detail: refusals.BOT_DISABLED[1],
      runId: 'r1',
    }));

  it('keep their own members, whatever the details are called', () =>
    expect(problemOf(refused('INVALID_RUN_TRANSITION', { status: 'requested' }))).toMatchObject({
      status: 409,
      code: 'INVALID_RUN_TRANSITION',
    }));

  it('name what does not match, never the value', () => {
    const problem = problemOf(
      validationProblem([{ path: ['roles', { key: 0 }], code: 'custom', message: 'is unheard of' }]),
    );
    expect(problem).toMatchObject({
      status: 400,
      code: 'VALIDATION_FAILED',
      violations: [{ path: '/roles/0', code: 'not_allowed', message: 'is unheard of' }],
    });
  });

  it('ask nobody to try again where the log is damaged: that would only ask it again', () =>
    expect(problemOf(new LogDamaged(new Error('damaged')))).toMatchObject({
      status: 500,
      detail: expect.stringContaining('trying again does not help') as string,
    }));

  it('hide the words of a fault', () =>
    expect(JSON.stringify(problemOf(new Error('password=secret')))).not.toContain('secret'));

  it.each<readonly [Error, string]>([
    [Object.assign(new Error('x'), { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 }), 'BODY_TOO_LARGE'],
    [new BadRequestException('Unexpected end of JSON input'), 'BODY_NOT_JSON'],
    [new UnsupportedMediaTypeException(), 'UNSUPPORTED_MEDIA_TYPE'],
    [new NotFoundException(), 'NOT_FOUND'],
    [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'UNAVAILABLE'],
    ...['EPIPE', 'ENOTFOUND', '57P01', '57P02', '57P03', '08006', '53300', '53100'].map(
      (code) => [Object.assign(new Error('x'), { code }), 'UNAVAILABLE'] as const,
    ),
    ...[
      'Connection terminated unexpectedly',
      'Connection terminated due to connection timeout',
      'timeout exceeded when trying to connect',
      'Query read timeout',
      'Client has encountered a connection error and is not queryable',
    ].map((message) => [new Error(message), 'UNAVAILABLE'] as const),
    [new OutcomeUnknown('fleet-1'), 'OUTCOME_UNKNOWN'],
    [new EventStoreUnavailable('reading fleet-1'), 'UNAVAILABLE'],
    [
      new LogDamaged(new Error('15 DATA_LOSS: The stored log is damaged at position 7: restore it from a backup.')),
      'HISTORY_DAMAGED',
    ],
    [new KeyDestroyed('account', 'somebody'), 'SUBJECT_ERASED'],
    [new KeyDestroyed('some organization', 'organization'), 'INTERNAL'],
    [Object.assign(new Error('duplicate key'), { code: '23505' }), 'INTERNAL'],
    [new Error('Connection to the moon'), 'INTERNAL'],
  ])('give errors of others the code of what they are: %s', (error, code) => expect(problemOf(error).code).toBe(code));
});
