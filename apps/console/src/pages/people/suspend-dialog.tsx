import type { Member } from '@annals/contracts';
import { IconAlertTriangle, IconHistory, IconKey, IconRefresh } from '@tabler/icons-react';
import type { z } from 'zod';
import { reinstateMember, suspendMember } from '../../api/organization';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Confirm } from '../../components/confirm';
import { toast } from '../../components/toasts';
import { personal } from '../../format/words';

interface Props {
  member: z.output<typeof Member>;
  opened: boolean;
  close: () => void;
}

/** Keeps a person out for a while, or lets them in again; after asking. */
export function SuspendDialog({ member, opened, close }: Props) {
  const { organizationId, organization } = useOrganization();
  const name = personal(member.alias);
  const suspended = member.status === 'suspended';
  const act = suspended ? reinstateMember : suspendMember;
  const command = useCommand((body: { reason?: string }, key) => act(organizationId, member.personId, { body, key }), {
    organizationId,
    onDone: () => {
      close();
      toast({ text: suspended ? `Reinstated ${name}.` : `Suspended ${name}.` });
    },
  });
  return (
    <Confirm
      opened={opened}
      onClose={() => {
        command.reset();
        close();
      }}
      title={suspended ? `Reinstate ${name}?` : `Suspend ${name}?`}
      keep={suspended ? `Keep ${name} suspended` : `Keep ${name}`}
      act={suspended ? `Reinstate ${name}` : `Suspend ${name}`}
      askReason
      pending={command.pending}
      pendingWord={suspended ? 'Reinstating…' : 'Suspending…'}
      error={command.error}
      consequences={
        suspended
          ? [
              { icon: IconRefresh, text: `${name} comes in again, with the roles and keys of before.` },
              { icon: IconHistory, text: 'That you did it is in the history.' },
            ]
          : [
              {
                icon: IconAlertTriangle,
                tone: 'bad',
                text: (
                  <>
                    <b>
                      {name} sees nothing of {organization.name} any more
                    </b>
                    , from this moment on, until somebody reinstates them.
                  </>
                ),
              },
              { icon: IconKey, text: `Keys of ${name} rest. Keys of bots go on.` },
              { icon: IconHistory, text: `${name} stays listed, with their roles.` },
            ]
      }
      afterwards={suspended ? 'You can suspend them again at any time.' : 'You can reinstate them at any time.'}
      onAct={(reason) => void command.run(reason === undefined ? {} : { reason })}
    />
  );
}
