import { ApiError, asApiError, problemOf } from './problem';
import { sentenceOf } from './sentences';

const answer = (status: number, body: unknown) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });

describe('a problem document', () => {
  it('of a damaged history is no outcome that is unknown: nothing is sent again', async () =>
    expect(
      (
        await problemOf(
          answer(500, { type: 'about:blank', title: 'x', status: 500, code: 'HISTORY_DAMAGED', detail: 'x' }),
        )
      ).outcomeUnknown,
    ).toBe(false));

  it('becomes an error with the sentence of its code and its details', async () => {
    const error = await problemOf(
      answer(409, {
        type: 'about:blank',
        title: 'Conflict',
        status: 409,
        code: 'BOT_DISABLED',
        detail: 'x',
        runId: 'r1',
      }),
    );
    expect(error).toMatchObject({
      code: 'BOT_DISABLED',
      status: 409,
      message: sentenceOf('BOT_DISABLED'),
      outcomeUnknown: false,
    });
    expect(error.details['runId']).toBe('r1');
  });

  it('names the fields that were refused by their first step', async () => {
    const error = await problemOf(
      answer(400, {
        status: 400,
        code: 'VALIDATION_FAILED',
        violations: [
          { path: '/roles/0', message: 'x' },
          { path: '/email', message: 'x' },
        ],
      }),
    );
    expect(error.fields).toEqual(['roles', 'email']);
  });

  it.each([
    [502, '<html>'],
    [503, ''],
    [500, { status: 500, code: 'SOMETHING_NEW' }],
  ])('of a fault (%i) leaves the outcome unknown', async (status, body) =>
    expect((await problemOf(answer(status, body))).outcomeUnknown).toBe(true),
  );

  it('with an unknown code reads as an answer of another version', async () =>
    expect((await problemOf(answer(418, { status: 418, code: 'TEAPOT' }))).code).toBe('UNREADABLE'));
});

it('whatever else is thrown keeps its cause', () => {
  const cause = new TypeError('x');
  expect(asApiError(cause).cause).toBe(cause);
  const known = new ApiError('OFFLINE', 0);
  expect(asApiError(known)).toBe(known);
});
