import { type WorkspaceRole, workspaceRole, workspaceRoles } from '@annals/contracts';
import { Button, Modal, Radio, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { membersQuery } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { addWorkspaceMember, type WorkspaceIds } from '../../api/workspaces';
import { DialogButtons, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { personal } from '../../format/words';

interface Props {
  ids: WorkspaceIds;
  /** Of the workspace. */
  name: string;
  opened: boolean;
  close: () => void;
}

/** Adds a member of the organization to a workspace. */
export function AddPersonDialog({ opened, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={rest.close} title={`Add a person to ${rest.name}`} size={480}>
      {opened && <Form {...rest} />}
    </Modal>
  );
}

function Form({ ids, name, close }: Omit<Props, 'opened'>) {
  const [search, setSearch] = useState('');
  const [looked] = useDebouncedValue(search, 200);
  const [personId, setPersonId] = useState<string | null>(null);
  const [role, setRole] = useState<WorkspaceRole>('operator');
  const people = useQuery(membersQuery(ids.organizationId, { search: looked, limit: 50 }));
  const command = useCommand(
    (asked: { personId: string; role: WorkspaceRole }, key) => addWorkspaceMember({ ...ids, ...asked }, key),
    {
      organizationId: ids.organizationId,
      onDone: () => {
        close();
        toast({ text: `Added somebody to ${name} as ${workspaceRoles[role].name}.` });
      },
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (personId !== null) void command.run({ personId, role });
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogFields>
        <Select
          label="Person"
          placeholder="Choose a member of the organization"
          searchable
          data-autofocus
          data={(people.data?.items ?? []).map((each) => ({ value: each.personId, label: personal(each.alias) }))}
          value={personId}
          onChange={setPersonId}
          searchValue={search}
          onSearchChange={setSearch}
          nothingFoundMessage="Nobody is called so"
        />
        <Radio.Group
          label="Role here"
          value={role}
          onChange={(value) => {
            setRole(workspaceRole.parse(value));
          }}
        >
          <DialogFields>
            {workspaceRole.options.map((value) => (
              <Radio
                key={value}
                mt={6}
                value={value}
                label={`${workspaceRoles[value].name}: ${workspaceRoles[value].meaning}`}
              />
            ))}
          </DialogFields>
        </Radio.Group>
        <InlineError error={command.error} />
      </DialogFields>
      <DialogButtons>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" loading={command.pending} disabled={personId === null}>
          Add person
        </Button>
      </DialogButtons>
    </form>
  );
}
