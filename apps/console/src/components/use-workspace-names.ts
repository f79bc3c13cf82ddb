import { useQuery } from '@tanstack/react-query';
import { workspacesQuery } from '../api/workspaces';
import { useOrganization } from '../app/frame/frame-context';

/** Workspace → what it is called, of those that work; empty until they are read. */
export type WorkspaceNames = ReadonlyMap<string, string>;

/** What the workspaces of the organization are called: 200 at most. */
export function useWorkspaceNames(): WorkspaceNames {
  const { organizationId, can } = useOrganization();
  const { data } = useQuery({
    ...workspacesQuery(organizationId, { status: 'active', limit: 200 }),
    enabled: can('workspaces:list_all'),
  });
  return new Map(data?.items.map(({ workspaceId, name }) => [workspaceId, name]));
}
