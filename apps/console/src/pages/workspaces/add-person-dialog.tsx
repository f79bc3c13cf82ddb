import { email, type WorkspaceRole, workspaceRole, workspaceRoles } from '@annals/contracts';
import { Modal, Radio, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { invite } from '../../api/organization';
import { membersQuery } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { addWorkspaceMember, type WorkspaceIds } from '../../api/workspaces';
import { useOrganization } from '../../app/frame/frame-context';
import { SubmitOrCancel, DialogFields } from '../../components/facts';
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

/** Adds a member of the organization to a workspace, or invites somebody else into both (D-WS). */
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
  const { can, organization } = useOrganization();
  const [chosen, choose] = useState<string | null>(null);
  const [role, setRole] = useState<WorkspaceRole>('operator');
  const people = useQuery(membersQuery(ids.organizationId, { search: looked, limit: 50 }));
  const known = (people.data?.items ?? []).map((each) => ({ value: each.personId, label: personal(each.alias) }));
  const address = email.safeParse(looked.trim()).data ?? email.safeParse(chosen).data;
  const strangers = can('invitations:manage') && address !== undefined ? [{ value: address, label: address }] : [];
  const stranger = strangers.some(({ value }) => value === chosen);
  const command = useCommand((asked: Asked, key) => addOrInvite(ids, asked, key), {
    organizationId: ids.organizationId,
    onDone: () => {
      close();
      const as = workspaceRoles[role].name;
      toast({ text: stranger ? `Invited ${chosen ?? ''} into ${name} as ${as}.` : `Added to ${name} as ${as}.` });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen !== null) void command.run({ who: chosen, isStranger: stranger, role });
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogFields>
        <Select
          label="Person"
          description={
            stranger
              ? `They get a mail, and become a Member of ${organization.name} when they accept.`
              : can('invitations:manage')
                ? 'A name, or the address of somebody who is not here yet.'
                : 'A member of the organization.'
          }
          searchable
          data-autofocus
          openOnFocus={false}
          comboboxProps={{ withinPortal: false }}
          data={[...known, ...strangers]}
          value={chosen}
          onChange={choose}
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
      <SubmitOrCancel pending={command.pending} disabled={chosen === null} close={close}>
        {stranger ? 'Send invitation' : 'Add person'}
      </SubmitOrCancel>
    </form>
  );
}

interface Asked {
  /** A person's id, or the address of somebody who is nobody here yet. */
  who: string;
  isStranger: boolean;
  role: WorkspaceRole;
}

function addOrInvite(
  { organizationId, workspaceId }: WorkspaceIds,
  { who, isStranger, role }: Asked,
  key: string,
): Promise<{ revision: number; position: string }> {
  return isStranger
    ? invite(organizationId, { email: who, roles: ['member'], workspaces: [{ workspaceId, role }] }, key)
    : addWorkspaceMember({ organizationId, workspaceId, personId: who, role }, key);
}
