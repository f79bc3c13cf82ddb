import { CreateWorkspace } from '@annals/contracts';
import { Modal, TextInput } from '@mantine/core';
import type { z } from 'zod';
import { useCommand } from '../../api/use-command';
import { createWorkspace } from '../../api/workspaces';
import { useOrganization } from '../../app/frame/frame-context';
import { SubmitOrCancel, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { useTerms } from '../../components/use-terms';
import { useForm } from '../../components/use-form';

interface Props {
  opened: boolean;
  close: () => void;
  made: (workspaceId: string) => void;
}

/** Makes a workspace and opens it, where people are added. */
export function NewWorkspaceDialog({ opened, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={rest.close} title={useTerms()('New workspace')} size={440}>
      {opened && <Form {...rest} />}
    </Modal>
  );
}

function Form({ close, made }: Omit<Props, 'opened'>) {
  const { organizationId } = useOrganization();
  const say = useTerms();
  const command = useCommand(
    (body: z.input<typeof CreateWorkspace>, key) => createWorkspace({ organizationId, ...body }, key),
    {
      organizationId,
      onDone: ({ workspaceId }) => {
        made(workspaceId);
        toast({ text: `${say('Made the workspace')} ${form.values.name.trim()}. Add the people who work in it.` });
      },
    },
  );
  const form = useForm(CreateWorkspace, { name: '' }, command.error);
  const submit = form.submit((body) => void command.run(body));
  return (
    <form onSubmit={submit} noValidate>
      <DialogFields>
        <TextInput label="Name" description="As people call it: Customs" data-autofocus {...form.field('name')} />
        <InlineError error={command.error} />
      </DialogFields>
      <SubmitOrCancel pending={command.pending} close={close}>
        {say('Make workspace')}
      </SubmitOrCancel>
    </form>
  );
}
