import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { membersQuery } from '../api/queries';
import { useOrganization } from '../app/frame/frame-context';
import { personal } from '../format/words';

interface Props {
  label: string;
  description?: string;
  chosen: string | null;
  /** Who is going and therefore no choice; oneself without it. */
  except?: string;
  onChange: (personId: string | null) => void;
}

/** An active member other than oneself, found by name. */
export function SuccessorChoice({ label, description, chosen, except, onChange }: Props) {
  const { organizationId, membership } = useOrganization();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const found = useQuery(
    membersQuery(organizationId, { status: 'active', limit: 50, ...(search === '' ? {} : { search }) }),
  );
  const people = (found.data?.items ?? []).filter(({ personId }) => personId !== (except ?? membership.personId));
  return (
    <Select
      label={label}
      description={description}
      placeholder="Type a name"
      searchable
      clearable
      maw={360}
      data={people.map(({ personId, alias }) => ({ value: personId, label: personal(alias) }))}
      value={chosen}
      onChange={onChange}
      onSearchChange={setTyped}
      nothingFoundMessage={found.isPending ? 'Looking…' : 'Nobody else is called that here'}
    />
  );
}
