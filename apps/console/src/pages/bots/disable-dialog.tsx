import type { Bot, Runs } from '@annals/contracts';
import { IconAlertTriangleFilled, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { runsQuery } from '../../api/queries';
import type { Command } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Confirm, type Consequence } from '../../components/confirm';
import { plural } from '../../format/words';

interface Props {
  bot: z.output<typeof Bot>;
  opened: boolean;
  close: () => void;
  command: Command<{ reason?: string }, object>;
}

/** How many runs there are, by their first page: of more than fit on it only the least is known. */
function counted({ items, next }: z.output<typeof Runs>, one: string, many: string): string {
  return `${next === null ? '' : 'At least '}${plural(items.length, one, many)}`;
}

/** What disabling a bot means, with its running work, and a reason. */
export function DisableDialog({ bot, opened, close, command }: Props) {
  const { organizationId, can } = useOrganization();
  const enabled = opened && can('runs:read');
  const running = useQuery({
    ...runsQuery(organizationId, { botId: bot.botId, status: 'running', limit: 50 }),
    enabled,
  }).data;
  const waiting = useQuery({
    ...runsQuery(organizationId, { botId: bot.botId, status: 'requested', limit: 50 }),
    enabled,
  }).data;
  const consequences: Consequence[] = [
    {
      icon: IconAlertTriangleFilled,
      tone: 'bad',
      text: (
        <>
          <b>No run of it starts any more</b>, by person or key. Each attempt is recorded as refused.
        </>
      ),
    },
  ];
  if (waiting?.items.length)
    consequences.push({
      icon: IconAlertTriangleFilled,
      text: (
        <>
          <b>{counted(waiting, 'run waits', 'runs wait')} for it</b> and will be refused when it comes to start.
        </>
      ),
    });
  if (running?.items.length)
    consequences.push({
      icon: IconPlayerPlay,
      text: (
        <>
          <b>{counted(running, 'run is', 'runs are')} in progress</b> and may finish.
        </>
      ),
    });
  return (
    <Confirm
      opened={opened}
      onClose={close}
      title={`Disable ${bot.name}?`}
      consequences={consequences}
      afterwards="You can enable it again at any time."
      keep="Keep enabled"
      act={`Disable ${bot.name}`}
      askReason
      pending={command.pending}
      pendingWord="Disabling…"
      error={command.error}
      onAct={(said) => void command.run(said)}
    />
  );
}
