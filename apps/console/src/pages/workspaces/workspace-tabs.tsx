import { Link } from '@tanstack/react-router';
import type { WorkspaceIds } from '../../api/workspaces';
import { useOrganization } from '../../app/frame/frame-context';
import classes from './workspace-tabs.module.css';

const exactly = { exact: true, includeSearch: false };

/** The pages of a workspace, as far as the reader may see them. */
export function WorkspaceTabs({ ids }: { ids: WorkspaceIds }) {
  const { can } = useOrganization();
  if (!can('knowledge:read', ids.workspaceId)) return null;
  return (
    <nav className={classes.tabs} aria-label="Pages of this workspace">
      <Link to="/organizations/$organizationId/workspaces/$workspaceId" params={ids} activeOptions={exactly}>
        Members
      </Link>
      <Link to="/organizations/$organizationId/workspaces/$workspaceId/knowledge" params={ids} activeOptions={exactly}>
        Knowledge
      </Link>
    </nav>
  );
}
