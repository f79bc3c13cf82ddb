import { invitationRevoked, memberRemoved, type OrganizationEvent } from '@annals/contracts';
import type { Decide, Frozen } from '@annals/kernel';
import { openInvitationOf } from '../../organization/invitations';
import { noLongerAsks } from '../../organization/join-requests';
import type { Organization } from '../../organization/organization';
import { activeMember, mustNotBeLastOwner, type People } from '../../organization/people';

type Plan = NonNullable<ReturnType<typeof memberRemoved>['data']['plan']>;

export interface EndForErasure {
  readonly organizationId: string;
  readonly personId: string;
  /** As it was settled when the erasure was asked for; days may have gone by since. */
  readonly plan?: Frozen<Plan> | undefined;
}

/** Whoever went meanwhile gets nothing: what was theirs to have is held. */
function stillPossible(people: Frozen<People>, { bots, others }: Frozen<Plan>): Plan {
  const stays = (to: string | undefined): to is string => to !== undefined && activeMember(people, to) !== undefined;
  return { bots: bots.map(({ botId, to }) => ({ botId, ...(stays(to) && { to }) })), ...(stays(others) && { others }) };
}

/**
 * E6, history.md §7: an erasure begins with the exact end of whatever somebody is here. Who is not there any more, or
 * never came, ends nothing. @throws Refused LAST_OWNER
 */
export const endForErasure: Decide<Organization, EndForErasure, OrganizationEvent> = (
  { people, invitations, joinRequests },
  { personId, plan = { bots: [] } },
) => {
  const member = people.members.get(personId);
  const invitation = openInvitationOf(invitations, personId);
  if (member) mustNotBeLastOwner(people, member);
  return [
    ...(member ? [memberRemoved({ personId, plan: stillPossible(people, plan), cause: 'erased' })] : []),
    ...(invitation ? [invitationRevoked({ invitationId: invitation.invitationId })] : []),
    ...noLongerAsks(joinRequests, personId),
  ];
};
