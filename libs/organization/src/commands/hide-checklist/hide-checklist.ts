import { checklistHidden, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { actingMember } from '../../organization/people';

export interface HideChecklist {
  readonly organizationId: string;
}

/** A20: the first steps are hidden for whoever asks, and for nobody else. */
export const hideChecklist: Decide<Organization, HideChecklist, OrganizationEvent> = (
  { people, checklist },
  _asked,
  { actor },
) => {
  const { personId } = actingMember(people, actor);
  return checklist.hiddenBy.has(personId) ? [] : [checklistHidden({ personId })];
};
