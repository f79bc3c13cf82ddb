import { ApiError } from './problem';
import { worthRetrying } from './query-client';

it('reads again what may pass, three times, and never what was refused', () => {
  expect(worthRetrying(0, new ApiError('READ_MODEL_BEHIND', 503))).toBe(true);
  expect(worthRetrying(2, new ApiError('OFFLINE', 0))).toBe(true);
  expect(worthRetrying(3, new ApiError('READ_MODEL_BEHIND', 503))).toBe(false);
  expect(worthRetrying(0, new ApiError('NOT_FOUND', 404))).toBe(false);
  expect(worthRetrying(0, new ApiError('UNAUTHENTICATED', 401))).toBe(false);
});
