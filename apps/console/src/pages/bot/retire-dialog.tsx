import { Radio, TextInput } from '@mantine/core';
import { IconBan, IconBolt, IconHistory, IconKey } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { retireBot } from '../../api/bots';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Confirm, type Consequence } from '../../components/confirm';
import confirm from '../../components/confirm.module.css';
import { DialogFields } from '../../components/facts';
import { toast } from '../../components/toasts';
import type { AnyBot } from './types';

interface Props {
  bot: AnyBot;
  opened: boolean;
  close: () => void;
}

const consequences: readonly Consequence[] = [
  {
    icon: IconBan,
    tone: 'bad',
    text: (
      <>
        <b>It is out of use for good.</b> Runs that wait are stopped, and none starts any more.
      </>
    ),
  },
  { icon: IconBolt, text: 'Triggers of it that are off are deleted. One that is on has to be turned off first.' },
  { icon: IconKey, text: 'Its keys are revoked, once its last run has ended.' },
  { icon: IconHistory, text: 'Its runs and its name stay in the history.' },
];

/** The end of a bot, by its name. */
export function RetireDialog({ bot, opened, close }: Props) {
  const { organizationId } = useOrganization();
  const navigate = useNavigate();
  const [typed, type] = useState('');
  const [inFlight, choose] = useState<'stop' | 'kill'>('stop');
  const command = useCommand(retireBot, {
    organizationId,
    onDone: async () => {
      await navigate({ to: '/organizations/$organizationId/bots', params: { organizationId } });
      toast({ text: `Retired ${bot.name}.` });
    },
  });
  return (
    <Confirm
      opened={opened}
      onClose={close}
      title={`Retire ${bot.name}?`}
      consequences={consequences}
      asks={
        <DialogFields>
          <Radio.Group
            label="Runs in progress"
            value={inFlight}
            onChange={(value) => {
              choose(value === 'kill' ? 'kill' : 'stop');
            }}
          >
            <DialogFields>
              <Radio mt={6} value="stop" label="Ask to stop, and end after ten minutes" />
              <Radio value="kill" label="End at once" />
            </DialogFields>
          </Radio.Group>
          <TextInput
            className={confirm.reason}
            label={
              <>
                Type <code>{bot.name}</code>
              </>
            }
            value={typed}
            onChange={(event) => {
              type(event.currentTarget.value);
            }}
          />
        </DialogFields>
      }
      ready={typed.trim() === bot.name}
      afterwards="It cannot be taken back: another bot has to be registered."
      keep="Keep it"
      act={`Retire ${bot.name}`}
      askReason
      pending={command.pending}
      pendingWord="Retiring…"
      error={command.error}
      onAct={(said) => void command.run({ organizationId, botId: bot.botId, inFlight, ...said })}
    />
  );
}
