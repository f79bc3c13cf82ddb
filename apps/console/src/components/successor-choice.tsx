import { Select } from '@mantine/core';
import { useState } from 'react';
import { useOrganization } from '../app/frame/frame-context';
import { useSuccessors } from './use-successors';

interface Props {
  label: string;
  description?: string;
  /** Who is no choice; oneself, if nobody is named. */
  except?: string;
  chosen: string | null;
  onChange: (personId: string | null) => void;
}

/** An active member, found by name. */
export function SuccessorChoice({ label, description, except, chosen, onChange }: Props) {
  const { membership } = useOrganization();
  const [typed, setTyped] = useState('');
  const { choices, nobody } = useSuccessors({ typed, except: except ?? membership.personId });
  return (
    <Select
      label={label}
      description={description}
      placeholder="Type a name"
      searchable
      clearable
      maw={360}
      data={choices}
      value={chosen}
      onChange={onChange}
      onSearchChange={setTyped}
      nothingFoundMessage={nobody}
    />
  );
}
