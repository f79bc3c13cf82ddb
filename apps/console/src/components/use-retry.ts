import { useEffect, useRef } from 'react';
import { asApiError } from '../api/problem';
import { mayPass } from '../api/query-client';

const usual = 8;

/**
 * Tries again by itself what may pass, so that nobody has to load the page again. @returns in how many seconds;
 * undefined: there is no point in it
 */
export function useRetry(error: Error, retry: () => void): number | undefined {
  const seconds = mayPass(error) ? Math.max(usual, asApiError(error).retryAfter ?? 0) : undefined;
  const latest = useRef(retry);
  useEffect(() => {
    latest.current = retry;
  });
  useEffect(() => {
    if (seconds === undefined) return undefined;
    const timer = window.setTimeout(() => {
      latest.current();
    }, seconds * 1_000);
    return () => {
      window.clearTimeout(timer);
    };
  }, [seconds, error]);
  return seconds;
}
