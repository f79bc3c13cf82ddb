import type { Bot } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconHistory, IconLock, IconPlayerPlay } from '@tabler/icons-react';
import type { z } from 'zod';
import { lockBot, unlockBot } from '../../api/automation';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { AskingButton } from '../../components/asking-button';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';

interface Props {
  bot: Pick<z.output<typeof Bot>, 'botId' | 'name' | 'locked'>;
}

/** Keeps a bot disabled whoever would enable it, and ends that (B10). */
export const Lock = ({ bot }: Props) => (bot.locked === null ? <LockIt bot={bot} /> : <Unlock bot={bot} />);

function LockIt({ bot }: Props) {
  const { organizationId } = useOrganization();
  return (
    <AskingButton
      label="Lock…"
      send={(body, key) => lockBot(organizationId, bot.botId, { body, key })}
      done={`Locked ${bot.name}.`}
      title={`Lock ${bot.name}?`}
      keep="Leave it open"
      act={`Lock ${bot.name}`}
      pendingWord="Locking…"
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
    />
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
