import type { Permission } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconFilterOff, IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '../api/queries';
import { useOrganization } from '../app/frame/frame-context';
import { list, permissionWords, personal } from '../format/words';
import { StateBox } from './state-box';

/** The page exists, but not for this reader: which permission it needs, and who can give it. */
export function Forbidden({ what, needs }: { what: string; needs: Permission }) {
  const { organizationId, can } = useOrganization();
  const owners = useQuery({
    ...membersQuery(organizationId, { role: 'owner', limit: 3 }),
    enabled: can('members:read'),
  });
  const names = list((owners.data?.items ?? []).map((owner) => personal(owner.alias)));
  return (
    <StateBox icon={IconLock} title={`You can't see the ${what} here`}>
      It needs the permission “{permissionWords(needs)}”.{names === '' ? '' : ` ${names} can give it to you.`}
    </StateBox>
  );
}

/** Filters that leave nothing. @param words the filters in words: "Bot is x, outcome is Failed." */
export function NoMatch({ what, words, clear }: { what: string; words: string; clear: () => void }) {
  return (
    <StateBox
      icon={IconFilterOff}
      title={`No ${what} match these filters`}
      actions={
        <Button variant="default" onClick={clear}>
          Clear filters
        </Button>
      }
    >
      {words}
    </StateBox>
  );
}
