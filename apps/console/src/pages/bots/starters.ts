import { type WorkspaceMember, workspacePermissionsOf } from '@annals/contracts';
import type { z } from 'zod';

type Member = Pick<z.output<typeof WorkspaceMember>, 'role' | 'status'>;

/** How many of these may start runs by what they are in the workspace: who is invited or suspended may not. */
export const startersAmong = (members: readonly Member[]): number =>
  members.filter(({ role, status }) => status === 'active' && workspacePermissionsOf(role).includes('runs:start'))
    .length;
