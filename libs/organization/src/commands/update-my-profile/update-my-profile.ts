import { memberProfileUpdated, refused, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { actingMember } from '../../organization/people';
import { namedAt } from '../../organization/profiles';

export interface UpdateMyProfile {
  readonly organizationId: string;
  readonly alias: string;
  /** The event that says what they were called when the new name was taken for them. */
  readonly namedAt: number | undefined;
  /** Called so already, to the letter. */
  readonly same: boolean;
}

/** B3: people say themselves what they are called; the claim on the name sees that nobody else is. */
export const updateMyProfile: Decide<Organization, UpdateMyProfile, OrganizationEvent> = (
  { people, profiles },
  { alias, namedAt: known, same },
  { actor },
) => {
  const { personId, userId } = actingMember(people, actor);
  if (namedAt(profiles, personId) !== known) throw refused('CONFLICT');
  return same ? [] : [memberProfileUpdated({ personId, userId }, { alias })];
};
