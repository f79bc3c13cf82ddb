import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { membersQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';

const route = getRouteApi('/signed-in/organizations/$organizationId/people');

/** The page of members that the URL asks for. */
export function useMembers() {
  const { organizationId } = useOrganization();
  const { tab, search, role, status, cursor } = route.useSearch();
  return useQuery(
    membersQuery(organizationId, { search, role: tab === 'external' ? 'external' : role, status, cursor, limit: 50 }),
  );
}
