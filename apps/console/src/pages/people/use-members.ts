import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { membersQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';

const route = getRouteApi('/signed-in/organizations/$organizationId/people');

/** Which members the URL asks for, on whatever page. */
export function useMembersFilter() {
  const { tab, search, role, status } = route.useSearch();
  return { search, role: tab === 'external' ? 'external' : role, status };
}

/** The page of members that the URL asks for. */
export function useMembers() {
  const { organizationId } = useOrganization();
  const { cursor } = route.useSearch();
  return useQuery(membersQuery(organizationId, { ...useMembersFilter(), cursor, limit: 50 }));
}
