import { type Bot, UpdateBot } from '@annals/contracts';
import { Modal, Textarea, TextInput } from '@mantine/core';
import type { z } from 'zod';
import { updateBot } from '../../api/automation';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { SubmitOrCancel, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { useForm } from '../../components/use-form';

interface Props {
  bot: Pick<z.output<typeof Bot>, 'botId' | 'name' | 'description'>;
  opened: boolean;
  close: () => void;
}

/** What a bot is called, and what it does. */
export function EditDialog({ opened, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={rest.close} title={`Edit ${rest.bot.name}`} size={460}>
      {opened && <Form {...rest} />}
    </Modal>
  );
}

const Fields = UpdateBot.required({ name: true, description: true }).omit({ reason: true });

function Form({ bot: { botId, name, description }, close }: Omit<Props, 'opened'>) {
  const { organizationId } = useOrganization();
  const command = useCommand(
    (body: z.output<typeof Fields>, key: string) => updateBot(organizationId, botId, { body, key }),
    {
      organizationId,
      onDone: () => {
        close();
        toast({ text: 'Saved.' });
      },
    },
  );
  const form = useForm(Fields, { name, description: description ?? '' }, command.error);
  return (
    <form onSubmit={form.submit((body) => void command.run(body))} noValidate>
      <DialogFields>
        <TextInput label="Name" data-autofocus {...form.field('name')} />
        <Textarea
          label="What it does"
          description="Shown wherever somebody chooses a bot"
          autosize
          minRows={2}
          maxRows={6}
          maxLength={500}
          {...form.field('description')}
        />
        <InlineError error={command.error} />
      </DialogFields>
      <SubmitOrCancel pending={command.pending} close={close}>
        Save
      </SubmitOrCancel>
    </form>
  );
}
