import { memberContactVerified, refused, type OrganizationEvent } from '@annals/contracts';
import { plus, type Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { actingMember } from '../../organization/people';
import { contactCoolsOff, mustWait } from '../../organization/profiles';

export interface VerifyContact {
  readonly organizationId: string;
  /** Of the code that was said rightly. */
  readonly generation: number;
  /** Where that code was mailed. */
  readonly email: string;
}

/** B3: the newest code was said in time; from now on they are written to at its address, but for a day not about ownership. */
export const verifyContact: Decide<Organization, VerifyContact, OrganizationEvent> = (
  { people, profiles },
  { generation, email },
  { actor, now },
) => {
  const { personId } = actingMember(people, actor);
  // a newer one went out meanwhile
  if (mustWait(profiles, personId, now).generation !== generation) throw refused('CONTACT_CODE_EXPIRED');
  return [memberContactVerified({ personId, generation, trustedFrom: plus(now, contactCoolsOff) }, { email })];
};
