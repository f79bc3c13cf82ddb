import { Button, Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { setRunAs } from '../../api/app-grants';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { DialogButtons, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { ReasonField, reasonIn } from '../../components/reason-field';
import { SuccessorChoice } from '../../components/successor-choice';
import { toast } from '../../components/toasts';
import classes from './bot.module.css';
import type { AnyBot } from './types';

interface Props {
  bot: AnyBot;
  opened: boolean;
  close: () => void;
}

/** Says as which member a bot runs, or as itself. */
export function RunAsDialog({ opened, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={rest.close} title={`As whom does ${rest.bot.name} run?`} size={460}>
      {opened && <Form {...rest} />}
    </Modal>
  );
}

function Form({ bot, close }: Omit<Props, 'opened'>) {
  const { organizationId } = useOrganization();
  const [personId, choose] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const command = useCommand(
    (said: { personId: string | null; reason?: string }, key: string) =>
      setRunAs({ organizationId, botId: bot.botId, ...said }, key),
    {
      organizationId,
      onDone: () => {
        close();
        toast({ text: `Set as whom ${bot.name} runs.` });
      },
    },
  );
  const say = (who: string | null) => void command.run({ personId: who, ...reasonIn(reason) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (personId !== null) say(personId);
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogFields>
        <SuccessorChoice
          label="Runs as"
          description="Yourself, or a member who may do nothing here that you may not"
          except=""
          chosen={personId}
          onChange={choose}
        />
        <p className={classes.rule}>
          Its runs begin only where this person may start them, whoever asks. Before they leave, it needs somebody else.
        </p>
        <ReasonField reason={reason} onChange={setReason} />
        <InlineError error={command.error} />
      </DialogFields>
      <DialogButtons>
        <Button variant="default" onClick={close} data-autofocus>
          Leave it
        </Button>
        {bot.runsAs !== null && (
          <Button
            variant="default"
            loading={command.pending && personId === null}
            onClick={() => {
              say(null);
            }}
          >
            Run as itself
          </Button>
        )}
        <Button type="submit" loading={command.pending && personId !== null} disabled={personId === null}>
          Run as this person
        </Button>
      </DialogButtons>
    </form>
  );
}
