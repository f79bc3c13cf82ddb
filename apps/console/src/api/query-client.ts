import { hashKey, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { lookedAt } from './past';
import { asApiError } from './problem';

/** Codes after which the same read may well succeed. */
const passing: ReadonlySet<string> = new Set([
  'READ_MODEL_BEHIND',
  'PAST_NOT_READY',
  'UNAVAILABLE',
  'OFFLINE',
  'TIMEOUT',
  'INTERNAL',
  'OUTCOME_UNKNOWN',
  'RATE_LIMITED',
]);

/** Whether a read that failed like this may succeed later, so that there is a point in trying it again. */
export const mayPass = (error: Error): boolean => passing.has(asApiError(error).code);

/**
 * Whether a read that failed `count` times is tried again before anybody hears of it. One that hung for its whole
 * time-out is told at once: who waits longer is told nothing; what is limited is not asked again at once.
 */
export function worthRetrying(count: number, error: Error): boolean {
  const { code } = asApiError(error);
  if (code === 'TIMEOUT' || code === 'RATE_LIMITED') return false;
  return mayPass(error) && count < (code === 'READ_MODEL_BEHIND' ? 3 : 2);
}

/** Milliseconds before the next attempt. A view that is behind is on its way; anything else is told within 3 s. */
export const pauseBeforeRetry = (count: number, error: Error): number =>
  asApiError(error).code === 'READ_MODEL_BEHIND' ? 1_000 * 2 ** count : 300 * 3 ** count;

/** What was read of an organization as it was is kept apart from what it is now. */
function hashed(key: readonly unknown[]): string {
  const at = key[0] === 'org' ? lookedAt(key[1]) : undefined;
  return at === undefined ? hashKey(key) : `${hashKey(key)}@${at}`;
}

/**
 * The cache of the console. @param heard called with every failure of a request, and the key of what was read: the
 * session or a membership may have ended
 */
export function createQueryClient(heard: (error: Error, key: readonly unknown[]) => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        heard(error, query.queryKey);
      },
    }),
    mutationCache: new MutationCache({
      onError: (error) => {
        heard(error, []);
      },
    }),
    defaultOptions: {
      queries: {
        queryKeyHashFn: hashed,
        retry: worthRetrying,
        retryDelay: pauseBeforeRetry,
        staleTime: 30_000,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}
