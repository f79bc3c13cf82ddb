import type { Workspace } from '@annals/contracts';
import { IconArchive, IconHistory, IconUsers } from '@tabler/icons-react';
import type { z } from 'zod';
import { useCommand } from '../../api/use-command';
import { archiveWorkspace, deleteWorkspace, restoreWorkspace } from '../../api/workspaces';
import { Confirm } from '../../components/confirm';
import { toast } from '../../components/toasts';
import { useTerms } from '../../components/use-terms';

/** Which one: by its ids, and as it is called. */
export interface Of {
  organizationId: string;
  workspace: Pick<z.output<typeof Workspace>, 'workspaceId' | 'name'>;
}
interface Props extends Of {
  opened: boolean;
  close: () => void;
}

/** Asks before a workspace is archived. */
export function ArchiveDialog({ organizationId, workspace: { workspaceId, name }, opened, close }: Props) {
  const command = useCommand(
    (body: { reason?: string }, key) => archiveWorkspace({ organizationId, workspaceId, ...body }, key),
    {
      organizationId,
      onDone: () => {
        close();
        toast({ text: `Archived ${name}. It can be restored.` });
      },
    },
  );
  return (
    <Confirm
      opened={opened}
      onClose={close}
      title={`Archive ${name}?`}
      keep={`Keep ${name}`}
      act={`Archive ${name}`}
      askReason
      pending={command.pending}
      pendingWord="Archiving…"
      error={command.error}
      consequences={[
        { icon: IconArchive, tone: 'bad', text: 'Its bots start no runs, and no bot is registered into it.' },
        { icon: IconUsers, text: 'Its people go on seeing it.' },
        { icon: IconHistory, text: 'What happened in it stays in the history.' },
      ]}
      afterwards="You can restore it at any time."
      onAct={(said) => void command.run(said)}
    />
  );
}

/** Asks before a workspace is deleted. @param onDone once it is gone, before it is said */
export function DeleteDialog({ organizationId, workspace, opened, close, onDone }: Props & { onDone?: () => unknown }) {
  const say = useTerms();
  const { workspaceId, name } = workspace;
  const command = useCommand(
    (body: { reason?: string }, key) => deleteWorkspace({ organizationId, workspaceId, ...body }, key),
    {
      organizationId,
      onDone: async () => {
        close();
        await onDone?.();
        toast({ text: `Deleted ${name}.` });
      },
    },
  );
  return (
    <Confirm
      opened={opened}
      onClose={close}
      title={`Delete ${name}?`}
      keep={`Keep ${name}`}
      act={`Delete ${name}`}
      askReason
      pending={command.pending}
      pendingWord="Deleting…"
      error={command.error}
      consequences={[
        { icon: IconArchive, tone: 'bad', text: 'It is gone for everybody, and can’t be restored.' },
        { icon: IconHistory, text: 'What happened in it stays in the history.' },
      ]}
      afterwards={say('Another workspace can have its name.')}
      onAct={(said) => void command.run(said)}
    />
  );
}

/** Takes a workspace out of the archive, at once. */
export const useRestore = ({ organizationId, workspace: { workspaceId, name } }: Of) =>
  useCommand((_: object, key: string) => restoreWorkspace({ organizationId, workspaceId }, key), {
    organizationId,
    onDone: () => {
      toast({ text: `Restored ${name}.` });
    },
  });
