import { atOnce as bounds, type Bot } from '@annals/contracts';
import { Modal, NumberInput, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import { setConcurrency } from '../../api/automation';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { SubmitOrCancel, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { plural } from '../../format/words';
import classes from './bots.module.css';

interface Props {
  bot: z.output<typeof Bot>;
}

/** At how many runs a bot is at the same time; changed by whoever sets it up. */
export function AtOnce({ bot }: Props) {
  const { can } = useOrganization();
  const [asking, ask] = useDisclosure(false);
  const words = bot.atOnce === 1 ? 'one run' : `up to ${bot.atOnce} runs`;
  if (!can('bots:create', bot.workspaceId, bot.botId)) return words;
  return (
    <>
      {words},{' '}
      <UnstyledButton className={classes.link} onClick={ask.open}>
        change
      </UnstyledButton>
      <Modal opened={asking} onClose={ask.close} title={`Runs of ${bot.name} at the same time`} size={440}>
        {asking && <Form bot={bot} close={ask.close} />}
      </Modal>
    </>
  );
}

function Form({ bot, close }: Props & { close: () => void }) {
  const { organizationId } = useOrganization();
  const [atOnce, setAtOnce] = useState<number | null>(bot.atOnce);
  const command = useCommand(
    (said: { atOnce: number }, key: string) => setConcurrency(organizationId, bot.botId, { ...said, key }),
    {
      organizationId,
      onDone: () => {
        close();
        toast({ text: `${bot.name} is at ${plural(atOnce ?? 1, 'run', 'runs')} at most from now on.` });
      },
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (atOnce !== null) void command.run({ atOnce });
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogFields>
        <NumberInput
          label="Runs at the same time, at most"
          description="The others wait in order. What runs goes on."
          data-autofocus
          min={1}
          max={bounds.most}
          allowDecimal={false}
          value={atOnce ?? ''}
          onChange={(value) => {
            setAtOnce(typeof value === 'number' ? value : null);
          }}
        />
        <InlineError error={command.error} />
      </DialogFields>
      <SubmitOrCancel pending={command.pending} disabled={atOnce === null || atOnce === bot.atOnce} close={close}>
        Save
      </SubmitOrCancel>
    </form>
  );
}
