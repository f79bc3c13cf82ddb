import type { Workspace } from '@annals/contracts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArchive, IconHistory, IconUsers } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { z } from 'zod';
import { useCommand } from '../../api/use-command';
import { archiveWorkspace, deleteWorkspace, restoreWorkspace } from '../../api/workspaces';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { Confirm } from '../../components/confirm';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { useTerms } from '../../components/use-terms';
import classes from './workspaces.module.css';

interface Props {
  organizationId: string;
  workspace: z.output<typeof Workspace>;
  /** D22: the last one can't be archived, so nothing offers it. */
  isLast: boolean;
}

/** How a workspace ends, and comes back. */
export function EndBox({ workspace, isLast, organizationId }: Props) {
  const { can } = useOrganization();
  const archives = can('workspaces:archive', workspace.workspaceId);
  const isArchived = workspace.status === 'archived';
  if (!archives || (isLast && !isArchived)) return null;
  return (
    <Box title={isArchived ? 'Archived' : 'Archive'}>
      <div className={classes.boxed}>
        {isArchived ? (
          <div className={classes.form}>
            <Restore organizationId={organizationId} workspace={workspace} />
            {can('workspaces:delete') && workspace.bots === 0 && (
              <Delete organizationId={organizationId} workspace={workspace} />
            )}
          </div>
        ) : (
          <Archive organizationId={organizationId} workspace={workspace} />
        )}
      </div>
    </Box>
  );
}

type Of = Omit<Props, 'isLast'>;

function Archive({ organizationId, workspace: { workspaceId, name } }: Of) {
  const say = useTerms();
  const [asking, ask] = useDisclosure(false);
  const command = useCommand(
    (body: { reason?: string }, key) => archiveWorkspace({ organizationId, workspaceId, ...body }, key),
    {
      organizationId,
      onDone: () => {
        ask.close();
        toast({ text: `Archived ${name}. It can be restored.` });
      },
    },
  );
  return (
    <>
      <Button variant="default" onClick={ask.open}>
        {say('Archive workspace')}
      </Button>
      <Confirm
        opened={asking}
        onClose={ask.close}
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
    </>
  );
}

function Restore({ organizationId, workspace: { workspaceId, name } }: Of) {
  const say = useTerms();
  const command = useCommand((_: object, key: string) => restoreWorkspace({ organizationId, workspaceId }, key), {
    organizationId,
    onDone: () => {
      toast({ text: `Restored ${name}.` });
    },
  });
  return (
    <>
      <Button variant="default" loading={command.pending} onClick={() => void command.run({})}>
        {say('Restore workspace')}
      </Button>
      <InlineError error={command.error} />
    </>
  );
}

function Delete({ organizationId, workspace: { workspaceId, name } }: Of) {
  const say = useTerms();
  const [asking, ask] = useDisclosure(false);
  const navigate = useNavigate();
  const command = useCommand(
    (body: { reason?: string }, key) => deleteWorkspace({ organizationId, workspaceId, ...body }, key),
    {
      organizationId,
      onDone: async () => {
        await navigate({ to: '/organizations/$organizationId/workspaces', params: { organizationId } });
        toast({ text: `Deleted ${name}.` });
      },
    },
  );
  return (
    <>
      <Button variant="default" onClick={ask.open}>
        {say('Delete workspace')}
      </Button>
      <Confirm
        opened={asking}
        onClose={ask.close}
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
    </>
  );
}
