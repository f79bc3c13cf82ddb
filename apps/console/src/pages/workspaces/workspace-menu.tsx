import type { Workspace } from '@annals/contracts';
import { Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { InlineError } from '../../components/failure';
import { RowMenu } from '../../components/row-menu';
import { ArchiveDialog, DeleteDialog, useRestore } from './end-dialogs';
import { endsOf } from './ends-of';

interface Props {
  workspace: z.output<typeof Workspace>;
  isLast: boolean;
}

/** What the reader may do with a workspace, from its row. */
export function WorkspaceMenu({ workspace, isLast }: Props) {
  const { organizationId, can } = useOrganization();
  const { workspaceId, name, status } = workspace;
  const { archivable, restorable, deletable } = endsOf(workspace, { can, isLast });
  const assigns = status === 'active' && can('workspaces.members:assign', workspaceId);
  const [archiving, archive] = useDisclosure(false);
  const [deleting, remove] = useDisclosure(false);
  const restore = useRestore({ organizationId, workspace });
  if (!assigns && !archivable && !restorable) return null;
  return (
    <>
      <RowMenu of={name}>
        {assigns && (
          <Menu.Item
            renderRoot={(props) => (
              <Link
                {...props}
                to="/organizations/$organizationId/workspaces/$workspaceId"
                params={{ organizationId, workspaceId }}
                search={{ new: 'person' }}
              />
            )}
          >
            Add person…
          </Menu.Item>
        )}
        {archivable && <Menu.Item onClick={archive.open}>Archive…</Menu.Item>}
        {restorable && <Menu.Item onClick={() => void restore.run({})}>Restore</Menu.Item>}
        {deletable && <Menu.Item onClick={remove.open}>Delete…</Menu.Item>}
      </RowMenu>
      <InlineError error={restore.error} />
      <ArchiveDialog {...{ organizationId, workspace }} opened={archiving} close={archive.close} />
      <DeleteDialog {...{ organizationId, workspace }} opened={deleting} close={remove.close} />
    </>
  );
}
