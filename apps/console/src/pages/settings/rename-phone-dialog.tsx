import { type Phone, RenamePhone } from '@annals/contracts';
import { Modal, TextInput } from '@mantine/core';
import type { z } from 'zod';
import { renamePhone } from '../../api/account-info';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { SubmitOrCancel, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { useForm } from '../../components/use-form';

interface Props {
  phone: z.output<typeof Phone>;
  opened: boolean;
  close: () => void;
}

/** Says in other words what a number is for. */
export function RenamePhoneDialog({ opened, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={rest.close} title={`Rename ${rest.phone.written}`} size={460}>
      {opened && <Form {...rest} />}
    </Modal>
  );
}

function Form({ phone, close }: Omit<Props, 'opened'>) {
  const { organizationId } = useOrganization();
  const command = useCommand(
    ({ label }: z.output<typeof RenamePhone>, key: string) =>
      renamePhone({ organizationId, phoneId: phone.phoneId }, label, key),
    {
      organizationId,
      onDone: () => {
        close();
        toast({ text: `Renamed ${phone.written}.` });
      },
    },
  );
  const form = useForm(RenamePhone, { label: phone.label }, command.error);
  const submit = form.submit((said) => void command.run(said));
  return (
    <form onSubmit={submit} noValidate>
      <DialogFields>
        <TextInput label="What it is for" data-autofocus {...form.field('label')} />
        <InlineError error={command.error} />
      </DialogFields>
      <SubmitOrCancel pending={command.pending} close={close}>
        Rename number
      </SubmitOrCancel>
    </form>
  );
}
