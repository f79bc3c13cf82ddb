import { type Bot, type StopScope, stopScope } from '@annals/contracts';
import { Button, Modal, Radio, Select } from '@mantine/core';
import { IconBan, IconPlayerStopFilled, IconUsers } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import { stopAllRuns } from '../../api/emergency-stops';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { type Consequence, Consequences } from '../../components/confirm';
import confirm from '../../components/confirm.module.css';
import { DialogButtons, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { ReasonField } from '../../components/reason-field';
import { toast } from '../../components/toasts';
import { plural } from '../../format/words';
import { type ChosenTarget, useStopTarget } from './use-stop-target';

interface Props {
  opened: boolean;
  bots: readonly z.output<typeof Bot>[];
  /** The bot that it is asked for. */
  botId: string | undefined;
  close: () => void;
}

/** Stops all runs at once (W22): of what, what becomes of those at work, and why; everybody reads that. */
export function EmergencyDialog({ opened, ...rest }: Props) {
  const { organization } = useOrganization();
  return (
    <Modal opened={opened} onClose={rest.close} title={`Stop all runs in ${organization.name}?`} size={540}>
      {opened && <Form {...rest} />}
    </Modal>
  );
}

const consequences: readonly Consequence[] = [
  {
    icon: IconBan,
    tone: 'bad',
    text: (
      <>
        <b>No run starts any more</b>, by person, key, trigger or retry. Each attempt is written down as refused.
      </>
    ),
  },
  { icon: IconUsers, text: 'Everybody sees who, when and why, above every page.' },
];

function Form({ bots, botId, close }: Omit<Props, 'opened'>) {
  const { organizationId, organization } = useOrganization();
  const target = useStopTarget(bots, botId);
  const { scope, targetId } = target;
  const [running, setRunning] = useState<'finish' | 'stop'>('stop');
  const [reason, setReason] = useState('');
  const command = useCommand(
    (asked: Parameters<typeof stopAllRuns>[1], key: string) => stopAllRuns(organizationId, asked, key),
    {
      organizationId,
      onDone: () => {
        close();
        toast({ text: `Stopped all runs of ${target.name ?? organization.name}.` });
      },
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (targetId !== null) void command.run({ scope, targetId, running, reason: reason.trim() });
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogFields>
        <Target target={target} all={bots.length} />
        <Consequences className={confirm.lines} of={consequences} />
        <AtWork busy={target.busy} running={running} onChange={setRunning} />
        <ReasonField
          reason={reason}
          onChange={setReason}
          description="Everybody sees it above every page"
          maxRows={6}
        />
        <p className={confirm.after}>
          People, billing, history and exports go on. Whoever may stop runs can lift it at any time.
        </p>
        <InlineError error={command.error} />
      </DialogFields>
      <DialogButtons>
        <Button variant="default" onClick={close} data-autofocus>
          Keep running
        </Button>
        <Button
          type="submit"
          color="vermilion"
          leftSection={<IconPlayerStopFilled size={15} aria-hidden />}
          loading={command.pending}
          disabled={targetId === null || reason.trim() === ''}
        >
          Stop all runs
        </Button>
      </DialogButtons>
    </form>
  );
}

interface AtWorkProps {
  busy: number;
  running: 'finish' | 'stop';
  onChange: (running: 'finish' | 'stop') => void;
}

function AtWork({ busy, running, onChange }: AtWorkProps) {
  return (
    <Radio.Group
      label={
        busy === 0
          ? 'No bot is at work now. A run that just begins'
          : `${plural(busy, 'bot is', 'bots are')} at work. Their runs`
      }
      value={running}
      onChange={(value) => {
        onChange(value === 'finish' ? 'finish' : 'stop');
      }}
    >
      <DialogFields>
        <Radio mt={6} value="finish" label="Let finish" />
        <Radio value="stop" label="Stop now" />
      </DialogFields>
    </Radio.Group>
  );
}

const words: Readonly<Record<StopScope, string>> = {
  organization: 'The whole organization',
  workspace: 'One workspace',
  bot: 'One bot',
};

function Target({ target, all }: { target: ChosenTarget; all: number }) {
  const { scope, setScope, scopes, targetId, choose, workspaces } = target;
  const hints: Readonly<Record<StopScope, string>> = {
    organization: plural(all, 'bot'),
    workspace: plural(workspaces.length, 'workspace'),
    bot: 'Then rather disable it',
  };
  const things =
    scope === 'workspace' ? workspaces : target.bots.map(({ botId, name }): [string, string] => [botId, name]);
  return (
    <>
      <Radio.Group
        label="Of what"
        value={scope}
        onChange={(value) => {
          setScope(stopScope.parse(value));
        }}
      >
        <DialogFields>
          {scopes.map((each) => (
            <Radio key={each} mt={6} value={each} label={words[each]} description={hints[each]} />
          ))}
        </DialogFields>
      </Radio.Group>
      {scope !== 'organization' && (
        <Select
          label={scope === 'workspace' ? 'Workspace' : 'Bot'}
          placeholder={scope === 'workspace' ? 'Choose a workspace' : 'Choose a bot'}
          searchable
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={things.map(([value, label]) => ({ value, label }))}
          value={targetId}
          onChange={choose}
        />
      )}
    </>
  );
}
