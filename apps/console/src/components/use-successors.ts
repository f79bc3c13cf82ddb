import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '../api/queries';
import { useOrganization } from '../app/frame/frame-context';
import { personal } from '../format/words';

interface Asked {
  /** The beginning of a name; '' for the first that there are. */
  typed: string;
  /** Who is going and therefore no choice. */
  except: string;
  enabled?: boolean;
}

/** Active members who can get what somebody leaves behind, as choices of a list. */
export function useSuccessors({ typed, except, enabled = true }: Asked) {
  const { organizationId } = useOrganization();
  const [search] = useDebouncedValue(typed.trim(), 250);
  const asked = { status: 'active', limit: 50, ...(search === '' ? {} : { search }) };
  const found = useQuery({ ...membersQuery(organizationId, asked), enabled });
  const choices = (found.data?.items ?? [])
    .filter(({ personId }) => personId !== except)
    .map(({ personId, alias }) => ({ value: personId, label: personal(alias) }));
  return { choices, nobody: found.isPending ? 'Looking…' : 'Nobody else is called that here' };
}
