import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { membersQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { useSuccessors } from '../../components/use-successors';
import { personal } from '../../format/words';
import classes from './workspaces.module.css';

interface Props {
  value: string | undefined;
  onChange: (personId: string | undefined) => void;
}

/** Only what a person may enter, who is found by name. */
export function PersonFilter({ value, onChange }: Props) {
  const { organizationId } = useOrganization();
  const [typed, setTyped] = useState('');
  const { choices, nobody } = useSuccessors({ typed, except: value ?? '' });
  const chosen = useQuery({
    ...membersQuery(organizationId, { personId: value, limit: 1 }),
    enabled: value !== undefined,
  }).data?.items.find(({ personId }) => personId === value);
  const [one] = chosen === undefined ? [] : [{ value: chosen.personId, label: personal(chosen.alias) }];
  return (
    <Select
      aria-label="Person"
      placeholder="Person"
      className={classes.whose}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Take off the filter Person' }}
      data={one === undefined ? choices : [one, ...choices]}
      value={one?.value ?? null}
      onChange={(personId) => {
        onChange(personId ?? undefined);
      }}
      onSearchChange={setTyped}
      nothingFoundMessage={nobody}
    />
  );
}
