import { refused, type BulkFate, type OrganizationEvent, type Role } from '@annals/contracts';
import { Refused, type Decide, type Facts, type Frozen } from '@annals/kernel';
import { rolesCalled } from '../../organization/invitation-list';
import { roomLeft } from '../../organization/invitations';
import { seatsLeft, takesOneMore } from '../../organization/seating';
import { anyNumber } from '../../organization/seats';
import type { AtOwnDomain } from '../../organization/policies';
import type { Organization } from '../../organization/organization';
import { inviteMember } from '../invite-member/invite-member';

/** A line of a list. */
export interface Asked extends AtOwnDomain {
  readonly line: number;
  /** As it was typed. */
  readonly email: string;
  /** Whose address it is here; undefined where it is none. */
  readonly personId: string | undefined;
  readonly roles: readonly string[];
}

export interface InviteMembers {
  readonly organizationId: string;
  readonly lines: readonly Asked[];
  /** Of lines that name none. */
  readonly roles: readonly Role[];
}

/** What is done with a line, and the events of it. */
export interface Planned {
  readonly line: number;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly does: BulkFate;
  readonly events: readonly OrganizationEvent[];
  /** How many more seats are taken by it. */
  readonly seats: number;
}

/** What a refusal of one invitation means for its line. */
const fates: Readonly<Partial<Record<string, BulkFate>>> = {
  ALREADY_MEMBER: 'already_member',
  ROLE_NOT_FOUND: 'no_such_role',
  ROLE_NOT_GRANTABLE: 'role_not_grantable',
  ONLY_OWNER_MAY_GRANT_OWNER: 'role_not_grantable',
  EMAIL_DOMAIN_NOT_ALLOWED: 'domain_not_allowed',
  INVITATION_RATE_LIMITED: 'over_daily_cap',
};

/** Each line is decided as an invitation of its own is (I-3, I-5); together they stay within seats and day (I-2, I-8). */
export function planned(state: Frozen<Organization>, asked: InviteMembers, facts: Facts): readonly Planned[] {
  const seen = new Set<string>();
  let room = roomLeft(state.invitations, state.policies.inForce.invitationsPerDay, facts.now);
  let seats = seatsLeft(state, facts.now) ?? Infinity;
  const counted = { ...state, seats: anyNumber() }; // they are counted here, over the whole list
  return asked.lines.map(({ line, email, personId, roles: names, atOwnDomain }) => {
    const roles = names.length === 0 ? asked.roles : rolesCalled(state.roles, names);
    const plan = (does: BulkFate, events: readonly OrganizationEvent[] = [], takes = 0): Planned => ({
      line,
      email,
      roles: roles ?? [],
      does,
      events,
      seats: takes,
    });
    if (personId === undefined) return plan('no_address');
    if (roles === undefined) return plan('no_such_role');
    if (seen.has(personId)) return plan('repeated');
    seen.add(personId);
    const { does, events } = one(
      counted,
      { ...asked, personId, email, roles, atOwnDomain },
      { ...facts, id: (noun) => facts.id(`${noun}/${line}`) },
    );
    if (does !== 'invite') return plan(does);
    const takes = takesOneMore(state, { personId, roles }, facts.now) ? 1 : 0;
    if (takes > seats) return plan('over_seats');
    if (room === 0) return plan('over_daily_cap');
    room -= 1;
    seats -= takes;
    return plan('invite', events, takes);
  });
}

function one(state: Frozen<Organization>, command: Parameters<typeof inviteMember>[1], facts: Facts) {
  try {
    const events = inviteMember(state, command, facts);
    return { does: events.length === 0 ? ('already_invited' as const) : ('invite' as const), events };
  } catch (error) {
    const does = error instanceof Refused ? fates[String(error.code)] : undefined;
    if (does === undefined) throw error;
    return { does, events: [] };
  }
}

/** D3: what the preview said of each line, in one append; or nothing. */
export const inviteMembers: Decide<
  Organization,
  InviteMembers & { readonly expected: readonly string[] },
  OrganizationEvent
> = (state, command, facts) => {
  const plan = planned(state, command, facts);
  const changed = plan.filter(({ does }, index) => does !== command.expected[index]).map(({ line }) => line);
  if (changed.length > 0 || plan.length !== command.expected.length)
    throw refused('PREVIEW_STALE', { lines: changed.slice(0, 20) });
  return plan.flatMap(({ events }) => events);
};
