import { Select } from '@mantine/core';
import { useState } from 'react';
import { useSuccessors } from '../../components/use-successors';
import type { Place } from './settlement';

interface Props {
  label: string;
  /** Who is going. */
  except: string;
  /** undefined: nothing is chosen yet. */
  chosen: Place | undefined;
  /** Whether it is wrong to choose nothing. */
  needed?: boolean;
  onChange: (place: Place) => void;
}

const HOLD = { value: 'hold', label: 'Hold it' };

/** Where a thing goes: to a member, found by name, or to rest. Nobody is looked for before it is opened. */
export function PlaceChoice({ label, except, chosen, needed = false, onChange }: Props) {
  const [typed, setTyped] = useState('');
  const [opened, setOpened] = useState(false);
  const own =
    chosen === undefined ? undefined : chosen === null ? HOLD : { value: chosen.personId, label: chosen.name };
  // The list shows everybody again when it is opened with somebody chosen.
  const { choices, nobody } = useSuccessors({ typed: typed === own?.label ? '' : typed, except, enabled: opened });
  const missing = own !== undefined && own !== HOLD && !choices.some(({ value }) => value === own.value);
  return (
    <Select
      aria-label={label}
      placeholder="Choose a new owner"
      searchable
      allowDeselect={false}
      error={needed && chosen === undefined}
      data={[HOLD, ...(missing ? [own] : []), ...choices]}
      value={own?.value ?? null}
      onChange={(_, option) => {
        if (option !== null)
          onChange(option.value === HOLD.value ? null : { personId: option.value, name: option.label });
      }}
      onSearchChange={setTyped}
      onDropdownOpen={() => {
        setOpened(true);
      }}
      nothingFoundMessage={nobody}
    />
  );
}
