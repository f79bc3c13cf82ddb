import type { Phone } from '@annals/contracts';
import { Modal, Select } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { assignPhone } from '../../api/account-info';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { SubmitOrCancel, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import type { WorkspaceNames } from '../../components/use-workspace-names';

interface Props {
  phone: z.output<typeof Phone>;
  workspaces: WorkspaceNames;
  opened: boolean;
  close: () => void;
}

const WHOLE = { value: '', label: 'The whole organization' };

/** Gives a number to a workspace, or back to the whole organization. */
export function AssignPhoneDialog({ opened, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={rest.close} title={`Who uses ${rest.phone.written}?`} size={460}>
      {opened && <Form {...rest} />}
    </Modal>
  );
}

function Form({ phone, workspaces, close }: Omit<Props, 'opened'>) {
  const { organizationId } = useOrganization();
  const [user, setUser] = useState(phone.workspaceId ?? '');
  const command = useCommand(
    (workspaceId: string, key: string) =>
      assignPhone({ organizationId, phoneId: phone.phoneId }, workspaceId === '' ? {} : { workspaceId }, key),
    {
      organizationId,
      onDone: () => {
        close();
        toast({ text: `${phone.written} is used by ${workspaces.get(user) ?? 'the whole organization'}.` });
      },
    },
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void command.run(user);
      }}
    >
      <DialogFields>
        <Select
          label="Used by"
          data-autofocus
          searchable
          allowDeselect={false}
          data={[WHOLE, ...[...workspaces].map(([value, label]) => ({ value, label }))]}
          value={user}
          onChange={(value) => {
            setUser(value ?? '');
          }}
        />
        <InlineError error={command.error} />
      </DialogFields>
      <SubmitOrCancel pending={command.pending} disabled={user === (phone.workspaceId ?? '')} close={close}>
        Assign number
      </SubmitOrCancel>
    </form>
  );
}
