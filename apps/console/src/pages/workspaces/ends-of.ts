import type { Workspace } from '@annals/contracts';
import type { z } from 'zod';
import type { OrganizationFrame } from '../../app/frame/frame-context';

type Ending = Pick<z.output<typeof Workspace>, 'workspaceId' | 'status' | 'bots'>;

/** How the reader may end a workspace, and bring it back; the last one that is active stays (D22). */
export function endsOf(
  { workspaceId, status, bots }: Ending,
  { can, isLast }: Pick<OrganizationFrame, 'can'> & { isLast: boolean },
) {
  const [archives, isArchived] = [can('workspaces:archive', workspaceId), status === 'archived'];
  return {
    archivable: archives && !isArchived && !isLast,
    restorable: archives && isArchived,
    deletable: archives && isArchived && bots === 0 && can('workspaces:delete'),
  };
}
