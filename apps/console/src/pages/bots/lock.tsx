import type { Bot } from '@annals/contracts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHistory, IconLock, IconPlayerPlay } from '@tabler/icons-react';
import type { z } from 'zod';
import { lockBot, unlockBot } from '../../api/automation';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Confirm } from '../../components/confirm';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';

interface Props {
  bot: Pick<z.output<typeof Bot>, 'botId' | 'name' | 'locked'>;
}

/** Keeps a bot disabled whoever would enable it, and ends that (B10). */
export const Lock = ({ bot }: Props) => (bot.locked === null ? <LockIt bot={bot} /> : <Unlock bot={bot} />);

function LockIt({ bot }: Props) {
  const { organizationId } = useOrganization();
  const [asking, ask] = useDisclosure(false);
  const command = useCommand(
    (body: { reason?: string }, key: string) => lockBot(organizationId, bot.botId, { body, key }),
    {
      organizationId,
      onDone: () => {
        ask.close();
        toast({ text: `Locked ${bot.name}.` });
      },
    },
  );
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          command.reset();
          ask.open();
        }}
      >
        Lock…
      </Button>
      <Confirm
        opened={asking}
        onClose={ask.close}
        title={`Lock ${bot.name}?`}
        keep="Leave it open"
        act={`Lock ${bot.name}`}
        askReason
        pending={command.pending}
        pendingWord="Locking…"
        error={command.error}
        consequences={[
          {
            icon: IconLock,
            tone: 'bad',
            text: (
              <>
                <b>It is disabled, and nobody enables it</b> until somebody who may lock bots unlocks it.
              </>
            ),
          },
          { icon: IconPlayerPlay, text: 'Runs in progress may finish.' },
          { icon: IconHistory, text: 'Who locked it and why is shown with it.' },
        ]}
        afterwards="You can unlock it at any time; it stays disabled then."
        onAct={(said) => void command.run(said)}
      />
    </>
  );
}

function Unlock({ bot }: Props) {
  const { organizationId } = useOrganization();
  const command = useCommand((_: object, key: string) => unlockBot(organizationId, bot.botId, key), {
    organizationId,
    onDone: () => {
      toast({ text: `Unlocked ${bot.name}. It is disabled still.` });
    },
  });
  return (
    <>
      <InlineError error={command.error} />
      <Button variant="default" loading={command.pending} onClick={() => void command.run({})}>
        Unlock
      </Button>
    </>
  );
}
