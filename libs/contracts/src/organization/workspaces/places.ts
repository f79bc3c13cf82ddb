import { z } from 'zod';
import { id } from '../../words';
import { storedWorkspaceRole } from '../../workspace-roles';
import { MOST_WORKSPACES } from './api';

/** In which workspaces somebody is what, by name, as far as who asks may see them. */
export const placesThere = z
  .array(z.object({ workspaceId: id, name: z.string(), role: storedWorkspaceRole }))
  .max(MOST_WORKSPACES);
