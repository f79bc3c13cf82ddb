import type { Member } from '@annals/contracts';
import { IconAlertTriangle, IconHistory, IconKey, IconRefresh } from '@tabler/icons-react';
import type { z } from 'zod';
import { reinstateMember, suspendMember } from '../../api/organization';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Confirm } from '../../components/confirm';
import { toast } from '../../components/toasts';
import { personal } from '../../format/words';
import { useBotsPlan } from './use-bots-plan';

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
  const { choice, botsGoTo, settled } = useBotsPlan(member, opened && !suspended);
  const act = ({ reason, key }: { reason: { reason?: string }; key: string }) =>
    suspended
      ? reinstateMember(organizationId, member.personId, { body: reason, key })
      : suspendMember(organizationId, member.personId, { body: { ...reason, botsGoTo }, key });
  const command = useCommand((reason: { reason?: string }, key: string) => act({ reason, key }), {
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
      choice={choice}
      ready={suspended || settled}
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
