import { workspaceSettingsChanged, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustBeWorkspace } from '../../organization/workspaces';

export interface ChangeWorkspaceSettings {
  readonly organizationId: string;
  readonly workspaceId: string;
  /** null: as the organization has it. */
  readonly timeZone: string | null;
  readonly inactivityMinutes: number | null;
}

/** All settings at once, or nothing when they are so already. */
export const changeWorkspaceSettings: Decide<Organization, ChangeWorkspaceSettings, OrganizationEvent> = (
  { workspaces },
  { workspaceId, timeZone, inactivityMinutes },
) => {
  const now = mustBeWorkspace(workspaces, workspaceId);
  if (now.timeZone === timeZone && now.inactivityMinutes === inactivityMinutes) return [];
  return [workspaceSettingsChanged({ workspaceId, timeZone, inactivityMinutes })];
};
