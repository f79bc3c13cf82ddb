import { routes } from '@annals/contracts';
import { keepPreviousData, queryOptions, useQueries } from '@tanstack/react-query';
import { call } from './client';

const api = routes.automation;

/** What needs the reader in an organization. */
export const needsQuery = (
  organizationId: string,
  query: { cursor?: string | undefined; limit: number; workspaceId?: string },
) =>
  queryOptions({
    queryKey: ['org', organizationId, 'needs', query],
    queryFn: ({ signal }) => call(api.listNeeds)({ ...query, organizationId }, signal),
    placeholderData: keepPreviousData,
  });
/** How many things do in each workspace, and the worst of them. */
export const needsByWorkspaceQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'needs', 'by-workspace'],
    queryFn: ({ signal }) => call(api.listNeedsByWorkspace)({ organizationId }, signal),
  });

/** So many organizations are asked about at a time. */
const AT_ONCE = 100;

/** How many things need the reader in each of their organizations, and the worst of each, as far as it is known. */
export function useMyNeeds(ids: readonly string[]) {
  const parts = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, nth) =>
    ids.slice(nth * AT_ONCE, (nth + 1) * AT_ONCE).join(','),
  );
  const found = useQueries({
    queries: parts.map((organizations) => ({
      queryKey: ['me', 'needs', organizations],
      queryFn: ({ signal }: { signal: AbortSignal }) => call(api.listMyNeeds)({ organizations }, signal),
    })),
  });
  return {
    failed: found.some(({ error }) => error !== null),
    of: new Map(found.flatMap(({ data }) => data?.items ?? []).map((each) => [each.organizationId, each])),
  };
}
