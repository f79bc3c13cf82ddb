import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '../api/queries';
import { useOrganization } from '../app/frame/frame-context';
import { personal } from '../format/words';

/** What a member is called now; undefined while that is read, and for who may not see people. */
export function usePersonName(personId: string | null): string | undefined {
  const { organizationId, can } = useOrganization();
  const found = useQuery({
    ...membersQuery(organizationId, { personId: personId ?? '', limit: 1 }),
    enabled: personId !== null && can('members:read'),
  });
  return found.data && personal(found.data.items.find((each) => each.personId === personId)?.alias);
}
