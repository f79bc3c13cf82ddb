import { phoneNumberRemoved, refused, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustHavePhone } from '../../organization/phones';

export interface RemovePhone {
  readonly organizationId: string;
  readonly phoneId: string;
}

/** A19: not while a workspace uses it. */
export const removePhone: Decide<Organization, RemovePhone, OrganizationEvent> = ({ phones }, { phoneId }) => {
  const { workspaceId } = mustHavePhone(phones, phoneId);
  if (workspaceId !== undefined) throw refused('PHONE_IN_USE', { workspaceId });
  return [phoneNumberRemoved({ phoneId })];
};
