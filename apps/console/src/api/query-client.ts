import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { asApiError } from './problem';

/** Codes after which the same read may well succeed. */
const passing: ReadonlySet<string> = new Set(['READ_MODEL_BEHIND', 'UNAVAILABLE', 'OFFLINE', 'TIMEOUT', 'INTERNAL', 'RATE_LIMITED']);

/** Whether a read that failed `count` times is worth another attempt. */
export const worthRetrying = (count: number, error: Error): boolean => count < 3 && passing.has(asApiError(error).code);

/** The cache of the console. @param signedOut the session has ended: called when any request learns it */
export function createQueryClient(signedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (asApiError(error).code === 'UNAUTHENTICATED') signedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { retry: worthRetrying, retryDelay: (count) => 1000 * 2 ** count, staleTime: 30_000, networkMode: 'always' }, mutations: { networkMode: 'always' } },
  });
}
