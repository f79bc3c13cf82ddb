import { ApiError } from './problem';
import { mayPass, pauseBeforeRetry, worthRetrying } from './query-client';

const attempts = (error: ApiError): number =>
  [0, 1, 2, 3, 4].filter((count) => [...Array(count + 1).keys()].every((each) => worthRetrying(each, error))).length +
  1;
const pauses = (error: ApiError): number =>
  Array.from({ length: attempts(error) - 1 }, (_, count) => pauseBeforeRetry(count, error)).reduce(
    (sum, each) => sum + each,
    0,
  );

describe('D3: a read that fails', () => {
  it.each(['INTERNAL', 'UNAVAILABLE', 'OFFLINE'] as const)(
    'with %s is tried three times, within 3 s together',
    (code) => {
      const error = new ApiError(code, 500);
      expect(attempts(error)).toBe(3);
      expect(pauses(error)).toBeLessThan(2_000);
    },
  );

  it('by hanging for its whole time-out is told at once', () => expect(attempts(new ApiError('TIMEOUT', 0))).toBe(1));
  it('because a view is behind has some patience', () =>
    expect(attempts(new ApiError('READ_MODEL_BEHIND', 503))).toBe(4));

  it.each([
    ['NOT_FOUND', 404],
    ['ENTRY_NOT_FOUND', 404],
    ['FORBIDDEN', 403],
    ['UNAUTHENTICATED', 401],
    ['HISTORY_DAMAGED', 500],
  ] as const)('by %s is not tried again: no button, no clock', (code, status) => {
    expect([attempts(new ApiError(code, status)), mayPass(new ApiError(code, status))]).toEqual([1, false]);
  });
});
