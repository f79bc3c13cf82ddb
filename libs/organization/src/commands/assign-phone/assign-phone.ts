import { phoneNumberAssigned, refused, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustHavePhone } from '../../organization/phones';

export interface AssignPhone {
  readonly organizationId: string;
  readonly phoneId: string;
  readonly workspaceId?: string | undefined;
}

/** A19: to a workspace of the organization, or back to all of it. */
export const assignPhone: Decide<Organization, AssignPhone, OrganizationEvent> = (
  { phones, workspaces },
  { phoneId, workspaceId },
) => {
  const phone = mustHavePhone(phones, phoneId);
  if (phone.workspaceId === workspaceId) return [];
  if (workspaceId === undefined) return [phoneNumberAssigned({ phoneId })];
  if (!workspaces.all.has(workspaceId)) throw refused('WORKSPACE_NOT_FOUND');
  return [phoneNumberAssigned({ phoneId, workspaceId })];
};
