import { memberContactRequested, type OrganizationEvent } from '@annals/contracts';
import { plus, type Decide } from '@annals/kernel';
import { codeLife } from '../../organization/code';
import type { Organization } from '../../organization/organization';
import { actingMember } from '../../organization/people';
import { nextGeneration } from '../../organization/profiles';

export interface RequestContact {
  readonly organizationId: string;
  readonly email: string;
}

/** B3: an address counts once the code that is mailed to it was said; the code before it is worth nothing any more. */
export const requestContact: Decide<Organization, RequestContact, OrganizationEvent> = (
  { people, profiles },
  { email },
  { actor, now },
) => {
  const { personId } = actingMember(people, actor);
  const generation = nextGeneration(profiles, personId);
  return [memberContactRequested({ personId, generation, codeExpiresAt: plus(now, codeLife) }, { email })];
};
