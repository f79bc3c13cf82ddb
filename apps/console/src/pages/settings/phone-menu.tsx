import { inWords, type Phone } from '@annals/contracts';
import { Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconHistory, IconStar } from '@tabler/icons-react';
import type { z } from 'zod';
import { makePhoneDefault, removePhone } from '../../api/account-info';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Confirm } from '../../components/confirm';
import { InlineError } from '../../components/failure';
import { RowMenu } from '../../components/row-menu';
import { toast } from '../../components/toasts';
import { AssignPhoneDialog } from './assign-phone-dialog';
import { purposeNames } from './phone-words';
import { RenamePhoneDialog } from './rename-phone-dialog';
import type { WorkspaceNames } from '../../components/use-workspace-names';

/** What can be done with one number; one that a workspace uses is not removed, and its row names who does. */
export function PhoneMenu({ phone, workspaces }: { phone: z.output<typeof Phone>; workspaces: WorkspaceNames }) {
  const { organizationId } = useOrganization();
  const of = { organizationId, phoneId: phone.phoneId };
  const [renaming, rename] = useDisclosure(false);
  const [assigning, assign] = useDisclosure(false);
  const [removing, ask] = useDisclosure(false);
  const makeDefault = useCommand((_: object, key: string) => makePhoneDefault(of, key), {
    organizationId,
    onDone: () => {
      toast({ text: `${phone.written} is the default now.` });
    },
  });
  const remove = useCommand((_: object, key: string) => removePhone(of, key), {
    organizationId,
    onDone: () => {
      ask.close();
      toast({ text: `Removed ${phone.written}.` });
    },
  });
  return (
    <>
      <RowMenu of={phone.written}>
        {phone.verifiedAt !== null && !phone.isDefault && (
          <Menu.Item onClick={() => void makeDefault.run({})}>Make default</Menu.Item>
        )}
        <Menu.Item onClick={rename.open}>Rename…</Menu.Item>
        <Menu.Item onClick={assign.open}>Who uses it…</Menu.Item>
        {phone.workspaceId === null && <Menu.Item onClick={ask.open}>Remove…</Menu.Item>}
      </RowMenu>
      <InlineError error={makeDefault.error} />
      <RenamePhoneDialog phone={phone} opened={renaming} close={rename.close} />
      <AssignPhoneDialog phone={phone} workspaces={workspaces} opened={assigning} close={assign.close} />
      <Confirm
        opened={removing}
        onClose={() => {
          remove.reset();
          ask.close();
        }}
        title={`Remove ${phone.written}?`}
        keep="Keep number"
        act="Remove number"
        pending={remove.pending}
        pendingWord="Removing…"
        error={remove.error}
        consequences={[
          {
            icon: IconAlertTriangle,
            tone: 'bad',
            text: `Nothing reaches the organization by ${phone.written} any more.`,
          },
          ...(phone.isDefault
            ? [
                {
                  icon: IconStar,
                  text: `${inWords(purposeNames, phone.purpose)} has no default until you make another one that.`,
                },
              ]
            : []),
          { icon: IconHistory, text: 'That it was here stays in the history.' },
        ]}
        afterwards="Added again, it has to be verified again."
        onAct={() => void remove.run({})}
      />
    </>
  );
}
