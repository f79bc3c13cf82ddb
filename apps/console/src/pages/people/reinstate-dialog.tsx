import type { Member } from '@annals/contracts';
import { IconHistory, IconRefresh } from '@tabler/icons-react';
import type { z } from 'zod';
import { reinstateMember } from '../../api/organization';
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

/** Lets somebody in again who is suspended; after asking. */
export function ReinstateDialog({ member, opened, close }: Props) {
  const { organizationId } = useOrganization();
  const name = personal(member.alias);
  const command = useCommand(
    (body: { reason?: string }, key: string) => reinstateMember(organizationId, member.personId, { body, key }),
    {
      organizationId,
      onDone: () => {
        close();
        toast({ text: `Reinstated ${name}.` });
      },
    },
  );
  return (
    <Confirm
      opened={opened}
      onClose={() => {
        command.reset();
        close();
      }}
      title={`Reinstate ${name}?`}
      keep={`Keep ${name} suspended`}
      act={`Reinstate ${name}`}
      askReason
      pending={command.pending}
      pendingWord="Reinstating…"
      error={command.error}
      consequences={[
        { icon: IconRefresh, text: `${name} comes in again, with the roles and keys of before.` },
        { icon: IconHistory, text: 'That you did it is in the history.' },
      ]}
      afterwards="You can suspend them again at any time."
      onAct={(said) => void command.run(said)}
    />
  );
}
