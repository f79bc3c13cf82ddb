import type { QueryClient } from '@tanstack/react-query';
import { forgetOrganization, forgetReader } from '../api/forget';
import { asApiError } from '../api/problem';
import { organizationQuery } from '../api/queries';
import type { ConsoleRouter } from './router';
import { forgetPlace } from './last-place';
import { withoutFragment } from './search-params';

/**
 * Any answer may be the first to say that the session or the membership is over. The page is left at once, and what it
 * showed is forgotten.
 * @param of the query's key, where a read failed
 */
export async function accessEnded(
  error: Error,
  { client, router }: { client: QueryClient; router: ConsoleRouter },
  of: readonly unknown[] = [],
): Promise<void> {
  const { href, pathname } = router.state.location;
  const organizationId = /^\/organizations\/([^/]+)/.exec(pathname)?.[1];
  const { code } = asApiError(error);
  if (code === 'UNAUTHENTICATED') {
    // Pages before sign-in ask who reads them and expect "nobody".
    if (pathname !== '/account' && !pathname.startsWith('/organizations')) return;
    await router.navigate({ to: '/sign-in', search: { next: withoutFragment(href) } });
    forgetReader(client);
  }
  // What never was on the screen is not left: the page itself says that there is nothing.
  if (code !== 'ORG_NOT_FOUND' || organizationId === undefined || (of[0] === 'org' && of[1] !== organizationId)) return;
  const shown = client.getQueryData(organizationQuery(organizationId).queryKey);
  if (shown === undefined) return;
  forgetPlace(organizationId);
  client.removeQueries({ queryKey: ['me'] });
  await router.navigate({ to: '/former-member', search: { of: shown.name, id: organizationId }, replace: true });
  forgetOrganization(client, organizationId);
}
