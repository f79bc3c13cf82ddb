import type { Bot } from '@annals/contracts';
import { Button, Modal, Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import { requestRun } from '../../api/automation';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { DialogButtons, SubmitOrCancel, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';

interface Props {
  opened: boolean;
  bots: readonly z.output<typeof Bot>[];
  close: () => void;
  requested: (runId: string) => void;
}

/** Asks a bot for a run. */
export function RequestDialog({ opened, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={rest.close} title="Request run" size={440}>
      {opened && <Form {...rest} />}
    </Modal>
  );
}

function Form({ bots, close, requested }: Omit<Props, 'opened'>) {
  const { organizationId, can } = useOrganization();
  const enabled = bots.filter((bot) => bot.enabled && can('runs:start', bot.workspaceId, bot.botId));
  const [botId, setBotId] = useState<string | null>(enabled.length === 1 ? (enabled[0]?.botId ?? null) : null);
  const bot = enabled.find((each) => each.botId === botId);
  const command = useCommand((of: { botId: string }, key: string) => requestRun(organizationId, of.botId, key), {
    organizationId,
    onDone: ({ runId }) => {
      requested(runId);
      toast({ text: `Requested a run of ${bot?.name ?? 'the bot'}.` });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (botId !== null) void command.run({ botId });
  };
  if (enabled.length === 0)
    return (
      <>
        <p>There is no enabled bot that could run.</p>
        <DialogButtons>
          <Button variant="default" onClick={close} data-autofocus>
            Close
          </Button>
        </DialogButtons>
      </>
    );
  return (
    <form onSubmit={submit} noValidate>
      <DialogFields>
        <Select
          label="Bot"
          placeholder="Choose a bot"
          data-autofocus
          data={enabled.map((each) => ({ value: each.botId, label: each.name }))}
          value={botId}
          onChange={setBotId}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
        />
        {bot !== undefined && bot.status === 'offline' && (
          <p>{bot.name} is offline. The run waits until it comes back.</p>
        )}
        <InlineError error={command.error} />
      </DialogFields>
      <SubmitOrCancel pending={command.pending} disabled={botId === null} close={close}>
        Request run
      </SubmitOrCancel>
    </form>
  );
}
