import { useQuery } from '@tanstack/react-query';
import { seatsQuery } from '../api/seats';
import { useOrganization } from '../app/frame/frame-context';

/** The seats of the organization with how many are free; undefined where there is no limit, or the reader may not see it. */
export function useSeats() {
  const { organizationId, can } = useOrganization();
  const { data } = useQuery({ ...seatsQuery(organizationId), enabled: can('members:read') });
  if (data === undefined || data.limit === null) return undefined;
  const { limit, used, pending } = data;
  return { limit, used, pending, free: Math.max(0, limit - used - pending) };
}
