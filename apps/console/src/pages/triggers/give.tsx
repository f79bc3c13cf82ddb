import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHistory, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { membersQuery } from '../../api/queries';
import { reassignTrigger } from '../../api/triggers';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Confirm } from '../../components/confirm';
import { SuccessorChoice } from '../../components/successor-choice';
import { toast } from '../../components/toasts';
import { personal } from '../../format/words';
import type { AnyTrigger } from './words';

/** Who answers for a trigger: it fires in their name. */
export function TriggerOwner({ ownerId }: Pick<AnyTrigger, 'ownerId'>) {
  const { organizationId } = useOrganization();
  const found = useQuery({
    ...membersQuery(organizationId, { personId: ownerId ?? '', limit: 1 }),
    enabled: ownerId !== null,
  });
  if (ownerId === null) return 'Nobody';
  const member = found.data?.items.find(({ personId }) => personId === ownerId);
  return found.data === undefined ? '\u00a0' : personal(member?.alias);
}

/** Gives a trigger to another member. */
export function GiveTrigger({ trigger: { triggerId, name, botName, ownerId } }: { trigger: AnyTrigger }) {
  const { organizationId } = useOrganization();
  const [opened, { open, close }] = useDisclosure(false);
  const [personId, choose] = useState<string | null>(null);
  const give = useCommand(
    (body: { personId: string; reason?: string }, key: string) =>
      reassignTrigger({ organizationId, triggerId, ...body }, key),
    {
      organizationId,
      onDone: () => {
        close();
        choose(null);
        toast({ text: `Gave ${name} to another owner.` });
      },
    },
  );
  return (
    <>
      <Button variant="default" onClick={open}>
        Give to…
      </Button>
      <Confirm
        opened={opened}
        title={`Give ${name} to somebody?`}
        consequences={[
          { icon: IconUser, text: `It fires in their name: they must be able to start runs of ${botName}.` },
          { icon: IconHistory, text: 'Runs that it began stay as they are.' },
        ]}
        asks={<SuccessorChoice label="New owner" except={ownerId ?? ''} chosen={personId} onChange={choose} />}
        ready={personId !== null}
        afterwards="It can be given to somebody else at any time."
        keep="Leave it"
        act="Give it"
        askReason
        pending={give.pending}
        pendingWord="Giving…"
        error={give.error}
        onAct={(said) => {
          if (personId !== null) void give.run({ personId, ...said });
        }}
        onClose={() => {
          give.reset();
          close();
        }}
      />
    </>
  );
}
