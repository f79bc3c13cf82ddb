import { workspaceRunRetentionSet, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustBeWorkspace } from '../../organization/workspaces';

export interface SetRunRetention {
  readonly organizationId: string;
  readonly workspaceId: string;
  /** For how many days its runs are seen; null: as long as the organization has it. */
  readonly days: number | null;
}

/** W23: what is older is hidden where runs are read, and is in the history still. */
export const setRunRetention: Decide<Organization, SetRunRetention, OrganizationEvent> = (
  { workspaces },
  { workspaceId, days },
) =>
  mustBeWorkspace(workspaces, workspaceId).runsKeptDays === days
    ? []
    : [workspaceRunRetentionSet({ workspaceId, days })];
