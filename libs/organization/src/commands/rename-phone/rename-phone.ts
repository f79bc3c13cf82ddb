import { phoneNumberRenamed, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustHavePhone } from '../../organization/phones';

export interface RenamePhone {
  readonly organizationId: string;
  readonly phoneId: string;
  readonly label: string;
}

/** A19: what it is for, in other words, or nothing when it says so already. */
export const renamePhone: Decide<Organization, RenamePhone, OrganizationEvent> = ({ phones }, { phoneId, label }) =>
  mustHavePhone(phones, phoneId).label === label ? [] : [phoneNumberRenamed({ phoneId }, { label })];
