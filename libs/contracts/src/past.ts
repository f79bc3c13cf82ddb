import { z } from 'zod';
import type { Route } from './route';
import { queryInstant } from './words';

/** Where an organization is in an address. */
const ORGANIZATION = '/api/v1/organizations/{organizationId}';

/**
 * When somebody looks at an organization: after an event, by its number, or at an instant. It comes out as a number or as
 * an `instant`.
 */
export const momentAsked = z.union([
  z
    .string()
    .regex(/^\d{1,15}$/)
    .meta({ example: '42' })
    .transform(Number),
  queryInstant,
]);

/**
 * Whether a route is also answered as of a moment (E1): it reads an organization's views and nothing else. All others
 * show what is no part of history, and say so: KNOWN_ONLY_NOW.
 */
export function looksBack({ method, path, readsOwnWrites, onlyNow, produces }: Route): boolean {
  return (
    method === 'GET' && path.startsWith(ORGANIZATION) && readsOwnWrites === true && !onlyNow && produces === undefined
  );
}

/** Answers of the past say after which event of the organization it was as they show it. */
export const AS_OF = 'annals-as-of';

/** The address of a route as of a moment: `/at/{at}` follows the organization. */
export const pathAt = (path: string, at: string | number): string =>
  path.replace(/^(\/api\/v1\/organizations\/[^/?]+)/, (organization) => `${organization}/at/${encodeURIComponent(at)}`);

/** What an address of the past asks for: its moment, and the address without it; undefined for any other address. */
export function momentIn(url: string): { readonly at: string; readonly url: string } | undefined {
  const found = /^(\/api\/v1\/organizations\/[^/?]+)\/at\/([^/?]+)((?:[/?].*)?)$/.exec(url);
  return found ? { at: found[2] ?? '', url: `${found[1] ?? ''}${found[3] ?? ''}` } : undefined;
}
