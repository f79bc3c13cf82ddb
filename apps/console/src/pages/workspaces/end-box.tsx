import type { Workspace } from '@annals/contracts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { InlineError } from '../../components/failure';
import { useTerms } from '../../components/use-terms';
import { endsOf } from './ends-of';
import { ArchiveDialog, DeleteDialog, type Of, useRestore } from './end-dialogs';
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
  const { archivable, restorable, deletable } = endsOf(workspace, { can, isLast });
  const of = { organizationId, workspace };
  if (!archivable && !restorable) return null;
  return (
    <Box title={restorable ? 'Archived' : 'Archive'}>
      <div className={classes.boxed}>
        {archivable && <Archive {...of} />}
        {restorable && (
          <div className={classes.form}>
            <Restore {...of} />
            {deletable && <Delete {...of} />}
          </div>
        )}
      </div>
    </Box>
  );
}

function Archive(of: Of) {
  const say = useTerms();
  const [asking, ask] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={ask.open}>
        {say('Archive workspace')}
      </Button>
      <ArchiveDialog {...of} opened={asking} close={ask.close} />
    </>
  );
}

function Restore(of: Of) {
  const say = useTerms();
  const command = useRestore(of);
  return (
    <>
      <Button variant="default" loading={command.pending} onClick={() => void command.run({})}>
        {say('Restore workspace')}
      </Button>
      <InlineError error={command.error} />
    </>
  );
}

function Delete(of: Of) {
  const say = useTerms();
  const navigate = useNavigate();
  const [asking, ask] = useDisclosure(false);
  const leave = () =>
    navigate({
      to: '/organizations/$organizationId/workspaces',
      params: { organizationId: of.organizationId },
      search: {},
    });
  return (
    <>
      <Button variant="default" onClick={ask.open}>
        {say('Delete workspace')}
      </Button>
      <DeleteDialog {...of} opened={asking} close={ask.close} onDone={leave} />
    </>
  );
}
