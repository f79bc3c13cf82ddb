import type { Bot, Runs } from '@annals/contracts';
import { Radio } from '@mantine/core';
import { IconAlertTriangleFilled, IconBolt } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { runsQuery } from '../../api/queries';
import type { Command } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Confirm, type Consequence } from '../../components/confirm';
import confirm from '../../components/confirm.module.css';
import { DialogFields } from '../../components/facts';
import { plural } from '../../format/words';
import type { Disabling } from './use-toggle';

interface Props {
  bot: z.output<typeof Bot>;
  opened: boolean;
  close: () => void;
  command: Command<Disabling, object>;
}

/** How many runs there are, by their first page: of more than fit on it only the least is known. */
function counted({ items, next }: z.output<typeof Runs>, one: string, many: string): string {
  return `${next === null ? '' : 'At least '}${plural(items.length, one, many)}`;
}

/** What disabling a bot means, with its running work, and a reason. */
export function DisableDialog({ bot, opened, close, command }: Props) {
  const { organizationId, can } = useOrganization();
  const [inFlight, choose] = useState<'finish' | 'stop'>('finish');
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
          <b>No run of it starts any more</b>, by trigger, person, key or retry. Each attempt is recorded as refused.
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
  consequences.push({
    icon: IconBolt,
    text: 'Its triggers are held, not deleted: what comes due meanwhile is recorded as skipped.',
  });
  return (
    <Confirm
      opened={opened}
      onClose={close}
      title={`Disable ${bot.name}?`}
      consequences={consequences}
      afterwards="You can enable it again at any time; held triggers then go on from their next due time."
      keep="Keep enabled"
      act={`Disable ${bot.name}`}
      asks={
        running?.items.length ? (
          <InFlight label={`${counted(running, 'run is', 'runs are')} in progress`} value={inFlight} choose={choose} />
        ) : null
      }
      askReason
      pending={command.pending}
      pendingWord="Disabling…"
      error={command.error}
      onAct={(said) => void command.run({ ...said, inFlight })}
    />
  );
}

interface InFlightProps {
  label: string;
  value: 'finish' | 'stop';
  choose: (value: 'finish' | 'stop') => void;
}

/** What becomes of the runs that workers are at. */
const InFlight = ({ label, value, choose }: InFlightProps) => (
  <Radio.Group
    className={confirm.reason}
    label={label}
    value={value}
    onChange={(chosen) => {
      choose(chosen === 'stop' ? 'stop' : 'finish');
    }}
  >
    <DialogFields>
      <Radio mt={6} value="finish" label="Let finish" />
      <Radio value="stop" label="Ask to stop now" />
    </DialogFields>
  </Radio.Group>
);
