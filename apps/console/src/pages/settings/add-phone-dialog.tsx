import { AddPhone } from '@annals/contracts';
import { Modal, NativeSelect, TextInput } from '@mantine/core';
import type { z } from 'zod';
import { addPhone } from '../../api/account-info';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { SubmitOrCancel, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { useForm } from '../../components/use-form';
import { purposeNames } from './phone-words';

interface Props {
  opened: boolean;
  close: () => void;
}

/** Adds a number; its code is asked for in the list then. */
export function AddPhoneDialog({ opened, close }: Props) {
  return (
    <Modal opened={opened} onClose={close} title="Add phone number" size={460}>
      {opened && <Form close={close} />}
    </Modal>
  );
}

function Form({ close }: Omit<Props, 'opened'>) {
  const { organizationId } = useOrganization();
  const command = useCommand((body: z.output<typeof AddPhone>, key: string) => addPhone(organizationId, body, key), {
    organizationId,
    onDone: () => {
      close();
      toast({ text: `Sent a code to ${form.values.number.trim()}. It counts for 10 minutes.` });
    },
  });
  const form = useForm(AddPhone, { number: '', label: '', purpose: 'contact' }, command.error);
  const submit = form.submit((body) => void command.run(body));
  return (
    <form onSubmit={submit} noValidate>
      <DialogFields>
        <TextInput
          label="Number"
          description="With its country code, as in +47 69 21 04 00"
          type="tel"
          autoComplete="off"
          data-autofocus
          {...form.field('number')}
        />
        <TextInput label="What it is for" placeholder="Reception" {...form.field('label')} />
        <NativeSelect
          label="Purpose"
          data={Object.entries(purposeNames).map(([value, label]) => ({ value, label }))}
          {...form.field('purpose')}
        />
        <InlineError error={command.error} />
      </DialogFields>
      <SubmitOrCancel pending={command.pending} close={close}>
        Add number
      </SubmitOrCancel>
    </form>
  );
}
