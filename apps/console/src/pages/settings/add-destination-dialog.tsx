import { AddDestination, destinationKind, destinationKinds, type DestinationKind } from '@annals/contracts';
import { Modal, PasswordInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import { addDestination } from '../../api/destinations';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { DialogFields, SubmitOrCancel } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { ShownOnce } from '../../components/shown-once';
import { toast } from '../../components/toasts';
import { useForm } from '../../components/use-form';

/** Adds a system that gets the log; what a webhook signs with is shown once. */
export function AddDestinationDialog({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Send the audit log on" size={520}>
      {opened && <Fields close={close} />}
    </Modal>
  );
}

const addresses: Readonly<Record<DestinationKind, string>> = {
  webhook: 'https://siem.example.org/annals',
  s3: 'https://s3.eu-north-1.amazonaws.com/bucket/folder',
  syslog: 'syslog+tls://logs.example.org:6514',
  splunk: 'https://splunk.example.org:8088',
};
const kinds = destinationKind.options.map((value) => ({ value, label: destinationKinds[value] }));
const begins = [
  { value: 'now', label: 'What happens from now on' },
  { value: 'beginning', label: 'Everything that ever happened' },
];
const typed = { kind: 'webhook', name: '', address: '', from: 'now', secret: '', region: '', accessKeyId: '' };

/** What was left empty is not said. */
const Typed = AddDestination.omit({ authority: true }).extend({
  secret: AddDestination.shape.secret.or(z.literal('')),
  region: AddDestination.shape.region.or(z.literal('')),
  accessKeyId: AddDestination.shape.accessKeyId.or(z.literal('')),
});

function Fields({ close }: { close: () => void }) {
  const { organizationId } = useOrganization();
  const [secret, setSecret] = useState<string>();
  const command = useCommand(
    (body: Parameters<typeof addDestination>[1], key: string) => addDestination(organizationId, body, key),
    {
      organizationId,
      onDone: (done) => {
        if (done.secret !== null) setSecret(done.secret);
        else {
          toast({ text: `The audit log is sent on to ${form.values.name.trim()}.` });
          close();
        }
      },
    },
  );
  const form = useForm(Typed, typed, command.error);
  if (secret !== undefined)
    return (
      <ShownOnce noun="secret" value={secret} end="I have stored it" done={close}>
        calls are signed with it, as Standard Webhooks are. Who loses it adds the webhook anew.
      </ShownOnce>
    );
  const kind = destinationKind.parse(form.values.kind);
  const submit = form.submit((body) => {
    const { secret: given, region, accessKeyId, ...rest } = body;
    const isS3 = kind === 's3';
    void command.run({
      ...rest,
      ...(given !== undefined && given !== '' && (isS3 || kind === 'splunk') ? { secret: given } : {}),
      ...(isS3 && region ? { region } : {}),
      ...(isS3 && accessKeyId ? { accessKeyId } : {}),
    });
  });
  const choice = (name: 'kind' | 'from', label: string, data: { value: string; label: string }[]) => (
    <Select
      label={label}
      data={data}
      value={form.values[name]}
      allowDeselect={false}
      onChange={(value) => {
        form.set(name, value ?? typed[name]);
      }}
    />
  );
  return (
    <form onSubmit={submit} noValidate>
      <DialogFields>
        {choice('kind', 'Kind', kinds)}
        <TextInput label="Name" data-autofocus {...form.field('name')} />
        <TextInput label="Address" placeholder={addresses[kind]} {...form.field('address')} />
        {kind === 's3' && (
          <>
            <TextInput label="Region" placeholder="eu-north-1" {...form.field('region')} />
            <TextInput label="Access key id" {...form.field('accessKeyId')} />
          </>
        )}
        {(kind === 's3' || kind === 'splunk') && (
          <PasswordInput
            label={kind === 's3' ? 'Secret access key' : 'Token'}
            description="Kept sealed, and never shown"
            autoComplete="off"
            {...form.field('secret')}
          />
        )}
        {choice('from', 'Gets', begins)}
      </DialogFields>
      <InlineError error={command.error} />
      <SubmitOrCancel pending={command.pending} close={close}>
        Add destination
      </SubmitOrCancel>
    </form>
  );
}
