import { useQuery } from '@tanstack/react-query';
import { everyKeyQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { useNow } from '../when';
import { keyState } from './key-state';

/** The keys that end with a person's membership, where the reader may see keys. Bots' keys that they issued go on. */
export function useKeysOf(personId: string) {
  const { organizationId, can } = useOrganization();
  const keys = useQuery({ ...everyKeyQuery(organizationId), enabled: can('api_keys:read') }).data ?? [];
  const now = useNow();
  return keys.filter(
    (key) => key.bot === null && key.issuedBy.personId === personId && keyState(key, now) === 'active',
  );
}
