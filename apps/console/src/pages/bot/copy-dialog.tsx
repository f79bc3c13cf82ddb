import { Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { copyBot, type NewCopy } from '../../api/share-links';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { SubmitOrCancel } from '../../components/facts';
import { toast } from '../../components/toasts';
import { useTerms } from '../../components/use-terms';
import { CopyFields, useCopyFields } from './copy-fields';
import type { AnyBot } from './types';

interface Props {
  bot: Pick<AnyBot, 'botId' | 'name'>;
  opened: boolean;
  close: () => void;
}

/** Makes another bot of this one, and opens it. */
export function CopyDialog({ opened, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={rest.close} title={`Copy ${rest.bot.name}`} size={460}>
      {opened && <Form {...rest} />}
    </Modal>
  );
}

function Form({ bot: { botId, name }, close }: Omit<Props, 'opened'>) {
  const { organizationId, can } = useOrganization();
  const navigate = useNavigate();
  const say = useTerms();
  const command = useCommand((said: NewCopy, key: string) => copyBot({ organizationId, botId, ...said }, key), {
    organizationId,
    onDone: async (copy) => {
      toast({ text: `Copied ${name}. Issue a key so that the copy can connect.` });
      await navigate({
        to: '/organizations/$organizationId/bots/$botId',
        params: { organizationId, botId: copy.botId },
      });
    },
  });
  const fields = useCopyFields({ organizationId, name, may: (workspaceId) => can('bots:create', workspaceId) });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (fields.said !== undefined) void command.run(fields.said);
      }}
      noValidate
    >
      <CopyFields fields={fields} workspace={say('Workspace')} error={command.error} />
      <SubmitOrCancel pending={command.pending} disabled={fields.said === undefined} asks close={close}>
        Copy bot
      </SubmitOrCancel>
    </form>
  );
}
