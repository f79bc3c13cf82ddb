import { RegisterBot } from '@annals/contracts';
import { Modal, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { registerBot } from '../../api/automation';
import { useCommand } from '../../api/use-command';
import { workspacesQuery } from '../../api/workspaces';
import { useOrganization } from '../../app/frame/frame-context';
import { SubmitOrCancel, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { useForm } from '../../components/use-form';
import { useTerms } from '../../components/use-terms';

interface Props {
  opened: boolean;
  close: () => void;
  registered: (botId: string) => void;
}

/** Registers a bot and opens it, where its first key is issued. */
export function RegisterDialog({ opened, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={rest.close} title="Register bot" size={460}>
      {opened && <Form {...rest} />}
    </Modal>
  );
}

function Form({ close, registered }: Omit<Props, 'opened'>) {
  const { organizationId, can } = useOrganization();
  const say = useTerms();
  const found = useQuery(workspacesQuery(organizationId, { status: 'active', limit: 200 })).data?.items ?? [];
  const workspaces = found.filter(({ workspaceId }) => can('bots:create', workspaceId));
  const [first] = workspaces;
  const [chosen, choose] = useState<string>();
  const workspaceId = chosen ?? first?.workspaceId;
  const command = useCommand((body: z.input<typeof RegisterBot>, key) => registerBot(organizationId, body, key), {
    organizationId,
    onDone: ({ botId }) => {
      registered(botId);
      toast({ text: `Registered ${form.values.name.trim()}. Issue a key so that it can connect.` });
    },
  });
  const form = useForm(RegisterBot, { name: '', kind: 'rpa' }, command.error);
  const submit = form.submit((body) => void command.run({ ...body, workspaceId }));
  return (
    <form onSubmit={submit} noValidate>
      <DialogFields>
        <TextInput
          label="Name"
          description="As people call it: invoice-reader"
          data-autofocus
          {...form.field('name')}
        />
        {workspaces.length > 1 && (
          <NativeSelect
            label={say('Workspace')}
            value={workspaceId}
            data={workspaces.map((each) => ({ value: each.workspaceId, label: each.name }))}
            onChange={(event) => {
              choose(event.currentTarget.value);
            }}
          />
        )}
        <Radio.Group
          label="Kind"
          value={form.values.kind}
          onChange={(kind) => {
            form.set('kind', kind);
          }}
        >
          <DialogFields>
            <Radio mt={6} value="rpa" label="RPA bot: does work on its own" />
            <Radio value="chat_agent" label="Chat agent: talks with people" />
          </DialogFields>
        </Radio.Group>
        <InlineError error={command.error} />
      </DialogFields>
      <SubmitOrCancel pending={command.pending} close={close}>
        Register bot
      </SubmitOrCancel>
    </form>
  );
}
